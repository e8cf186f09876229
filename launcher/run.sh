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
        chaos) module=tests/compat main=dev.skidway.compat.ChaosMain ;;
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
        "-Dskidway.launcher=$ROOT/skidway"
    )
    case "$1" in
        start)
            FLAGS+=(-Xms64m -Xmx512m -XX:+ExitOnOutOfMemoryError)
            share_classes "$2"
            ;;
        load) FLAGS+=(-Xms64m -Xmx1g) ;;
        *) FLAGS+=(-Xmx1g) ;;
    esac
}

# share_classes CLASS_PATH: from the second start on the JVM takes parsed classes from an archive that it writes by itself at
# the first clean exit. The archive lies beside the jars of its build and goes with them.
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
