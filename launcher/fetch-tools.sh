# Fetches a missing JDK or Maven into the user's cache: with consent only, and unpacked only after its checksum
# was found right. Sourced by ./skidway.

TOOLCHAINS="${SKIDWAY_TOOLCHAINS:-$ROOT/launcher/toolchains.properties}"

platform() {
    local system machine
    case "$(uname -s)" in
        Linux) system=linux ;;
        Darwin) system=mac ;;
        *) system=other ;;
    esac
    case "$(uname -m)" in
        x86_64 | amd64) machine=x64 ;;
        aarch64 | arm64) machine=aarch64 ;;
        *) machine=other ;;
    esac
    printf '%s-%s' "$system" "$machine"
}

# toolchain KEY: prints the value of KEY, or fails when it has none.
toolchain() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        case "$line" in
            "$1="*)
                printf '%s' "${line#*=}"
                return 0
                ;;
        esac
    done <"$TOOLCHAINS"
    return 1
}

print_install_lines() {
    if [ "$1" = jdk ]; then
        cat >&2 <<'TEXT'
Install a JDK 25 with the one line of your platform, then try again:
  Debian, Ubuntu   sudo apt-get install openjdk-25-jdk-headless
  Fedora           sudo dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25 && export JAVA_HOME="$(brew --prefix openjdk@25)"
  Windows (WSL)    as for the distribution inside; natively: winget install EclipseAdoptium.Temurin.25.JDK
TEXT
    else
        cat >&2 <<'TEXT'
Install Maven with the one line of your platform, then try again:
  Debian, Ubuntu   sudo apt-get install maven
  Fedora           sudo dnf install maven
  macOS            brew install maven
  Windows (WSL)    as for the distribution inside
TEXT
    fi
    say "Or let the launcher fetch it into $CACHE: ./skidway --fetch-tools"
}

# consented NAME URL: true when the user agreed, by flag or at the prompt.
consented() {
    local answer
    [ "$CONSENT" != flag ] || return 0
    [ -t 0 ] && [ -t 2 ] || return 1
    printf '%s is missing. Fetch it from\n  %s\ninto %s? [y/N] ' "$1" "$2" "$CACHE" >&2
    read -r answer || return 1
    case "$answer" in
        y | Y | yes | Yes) return 0 ;;
        *) return 1 ;;
    esac
}

download() {
    if command -v curl >/dev/null 2>&1; then
        # A download that stands still for half a minute is given up.
        curl --fail --silent --show-error --location --connect-timeout 20 --speed-limit 1 --speed-time 30 \
            --output "$2" "$1"
    elif command -v wget >/dev/null 2>&1; then
        wget --quiet --tries=1 --timeout=20 --output-document="$2" "$1"
    else
        fail 2 "expected curl or wget to fetch $1 with and found neither; install one of them."
    fi
}

# Prints the SHA-256 of a file in lower-case hexadecimal.
sha256_of() {
    local line
    if command -v sha256sum >/dev/null 2>&1; then line="$(sha256sum <"$1")"; else line="$(shasum -a 256 <"$1")"; fi
    printf '%s' "${line%% *}"
}

# fetch_tool jdk|maven: leaves the tool in the cache, or ends the launcher with the reason.
fetch_tool() {
    local tool="$1" name key url expected found version target work
    case "$tool" in
        jdk) name="A JDK $JDK_MAJOR_MIN" key="jdk.$(platform)" ;;
        maven) name="Maven" key="maven.any" ;;
    esac
    [ -r "$TOOLCHAINS" ] || fail 2 "expected addresses of the tools in $TOOLCHAINS, which cannot be read."
    version="$(toolchain "$tool.version")" || fail 2 "$TOOLCHAINS has no $tool.version."
    if ! url="$(toolchain "$key.url")" || ! expected="$(toolchain "$key.sha256")"; then
        say "skidway: $name is missing, and no download is known for this platform ($key in $TOOLCHAINS)."
        print_install_lines "$tool"
        exit 2
    fi
    if ! consented "$name" "$url"; then
        say "skidway: $name is missing."
        print_install_lines "$tool"
        exit 2
    fi

    mkdir -p "$CACHE" && work="$(mktemp -d "$CACHE/fetch-XXXXXX")" \
        || fail 2 "expected to write into the cache $CACHE and cannot; set XDG_CACHE_HOME to a folder that is yours."
    # The trap outlives this function, so it names the folder itself.
    trap "rm -rf \"$work\"" EXIT
    say "Fetching $url"
    download "$url" "$work/archive" \
        || fail 2 "the download of $url did not finish; nothing was kept. Try again, or install it yourself."
    found="$(sha256_of "$work/archive")"
    [ "$found" = "$expected" ] \
        || fail 2 "the checksum of $url is wrong; nothing was unpacked. Expected $expected, found $found." \
            "Do not use that file; compare launcher/toolchains.properties with what the vendor publishes."
    mkdir "$work/unpacked" && tar -xzf "$work/archive" -C "$work/unpacked" --strip-components=1 \
        || fail 2 "the archive from $url cannot be unpacked; nothing was kept."
    target="$CACHE/$tool-$version"
    rm -rf "$target"
    mv "$work/unpacked" "$target" || fail 2 "cannot move the unpacked archive to $target; is the disk full?"
    rm -rf "$work"
    trap - EXIT
    say "Kept in $target"
}
