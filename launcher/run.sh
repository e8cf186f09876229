# Becomes one of the programs. Sourced by ./skidway.

# run_program COMMAND ARGS...: never returns; the JVM takes this process, so signals and exit codes are its own.
run_program() {
    local program="$1" module main class_path
    shift
    require_jdk
    case "$program" in
        start) module=server/app main=dev.skidway.app.SkidwayApp ;;
        load) module=tools/load main=dev.skidway.load.LoadMain ;;
        sim) module=tests/sim main=dev.skidway.sim.SimMain ;;
        verify) module=tools/cli main=dev.skidway.cli.VerifyMain ;;
        backup) module=tools/cli main=dev.skidway.cli.BackupMain ;;
        restore) module=tools/cli main=dev.skidway.cli.RestoreMain ;;
        export) module=tools/cli main=dev.skidway.cli.ExportMain ;;
        import) module=tools/cli main=dev.skidway.cli.ImportMain ;;
        chaos) module=tests/compat main=dev.skidway.compat.chaos.ChaosMain ;;
    esac
    case "$program" in
        # These start a server of their own, which must not pay for a build while it is being measured.
        load | chaos) ensure_built server/app "$module" ;;
        *) ensure_built "$module" ;;
    esac
    class_path="$(<"$(stamp_of "$module")")"
    jvm_flags "$program" "$class_path"
    # SKIDWAY_JAVA_OPTS is a list of words on purpose.
    # shellcheck disable=SC2086
    exec "$JDK/bin/java" "${FLAGS[@]}" ${SKIDWAY_JAVA_OPTS:-} -cp "$class_path" "$main" "$@"
}

# jvm_flags COMMAND CLASS_PATH: sets FLAGS. The server's heap suits a machine of 1 GiB.
jvm_flags() {
    FLAGS=(
        -XX:+UseCompactObjectHeaders
        # Protocol Buffers still look for a way around the JDK; they have another one when it is gone.
        --sun-misc-unsafe-memory-access=allow
        # The transport of the native protocol brings a library of its own.
        --enable-native-access=ALL-UNNAMED
        "-Dskidway.launcher=$ROOT/skidway"
    )
    case "$1" in
        start)
            # Not ExitOnOutOfMemoryError: its status 3 is ours for damaged data.
            FLAGS+=(-Xms64m -Xmx512m "-XX:OnOutOfMemoryError=kill -9 %p")
            share_classes "$2"
            ;;
        load) FLAGS+=(-Xms64m -Xmx1g) ;;
        # A thread for each core, and most objects die young.
        sim) FLAGS+=(-Xmx1g -Xmn512m -XX:+UseSerialGC) ;;
        # Its clients shall leave the cores to the server.
        chaos) FLAGS+=(-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1) ;;
        *) FLAGS+=(-Xmx1g) ;;
    esac
}

# share_classes CLASS_PATH: the JVM takes parsed classes from an archive that it writes by itself at a clean exit, which halves
# the time to start. The archive lies beside the jars of its build and goes with them.
share_classes() {
    local jars="${1%%/skidway-*}"
    [ -w "$jars" ] || return 0
    [ -s "$jars/classes.jsa" ] || rm -f "$jars/classes.jsa"
    FLAGS+=(
        -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$jars/classes.jsa"
        # What the JVM says about a missing or outdated archive would only frighten.
        -Xlog:disable "-Xlog:all=warning,cds*=off,aot*=off:stderr"
    )
}

# write_archive: runs the server once, until it is ready, in a folder of its own, so that the very first start is a quick one too and
# no start that is cut short leaves an archive of half the classes. Whatever goes wrong here only costs speed.
write_archive() {
    local class_path data server waited=0
    class_path="$(<"$(stamp_of server/app)")"
    data="$(mktemp -d "$BUILT/archive-XXXXXX")" || return 0
    : >"$data/out"
    jvm_flags start "$class_path"
    "$JDK/bin/java" "${FLAGS[@]}" -cp "$class_path" dev.skidway.app.SkidwayApp \
        --data "$data/data" --sqs-port 0 --http-port 0 >"$data/out" 2>&1 </dev/null &
    server=$!
    while kill -0 "$server" 2>/dev/null && [ "$waited" -lt 200 ]; do
        case "$(<"$data/out")" in
            *ready*) break ;;
        esac
        waited=$((waited + 1))
        sleep 0.1
    done
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    rm -rf "$data"
}
