namespace ApimOrchestrator.Modules.Java.Support;

/// <summary>Pieces of shell script that find Java on a host.</summary>
internal static class JavaScripts
{
    /// <summary>Finds a Java home that holds <c>bin/$tool</c>: the one given in <c>$java</c>, <c>JAVA_HOME</c>, the one on the search path, the usual places. Leaves it in <c>$java</c>; says so and ends with 3 where there is none.</summary>
    public const string FindHome =
        """
        find_java() {
          tool=$1
          if [ -n "$java" ]; then
            [ -x "$java/bin/$tool" ] && return 0
            echo "there is no $tool in $java/bin: java_home is not a Java home" >&2; exit 3
          fi
          if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/$tool" ]; then java=$JAVA_HOME; return 0; fi
          found=$(command -v "$tool" 2>/dev/null) && found=$(readlink -f "$found") && [ -x "$found" ] && { java=${found%/bin/*}; return 0; }
          for found in /usr/lib/jvm/default-java /usr/lib/jvm/* /usr/java/* /opt/java* /opt/jdk* /opt/*/jdk*; do
            [ -x "$found/bin/$tool" ] && { java=$found; return 0; }
          done
          echo "no Java found: $tool is neither in JAVA_HOME nor on the search path nor in /usr/lib/jvm, /usr/java or /opt; install one or set java_home" >&2; exit 3
        }

        """;

    /// <summary>Changes a keystore through a copy beside it, which takes its place only when all went well. Words: store, Java home or nothing, mode, owner:group, alias to remove first or nothing, then keytool's.</summary>
    public const string EditStore =
        "# keytool\n" + FindHome + Begin +
        """
        drop=$1; shift
        cat >"$input" || exit
        if [ -n "$drop" ]; then "$keytool" -delete -alias "$drop" -keystore "$new" -storepass:env STORE_PASSWORD || exit; fi
        words=$#
        while [ "$words" -gt 0 ]; do
          word=$1; shift
          case $word in @store) word=$new ;; @input) word=$input ;; esac
          set -- "$@" "$word"; words=$((words - 1))
        done
        if [ $# -gt 0 ]; then "$keytool" "$@" <"$input" || exit; fi

        """ + End;

    /// <summary>Gives a keystore another password. Words: store, Java home or nothing, mode, owner:group, then the aliases whose keys have a password of their own (the store's).</summary>
    public const string ChangePassword =
        "# keytool -storepasswd\n" + FindHome + Begin +
        """
        for alias in "$@"; do
          "$keytool" -keypasswd -alias "$alias" -keystore "$new" -storepass:env STORE_PASSWORD -keypass:env STORE_PASSWORD -new:env NEW_PASSWORD || exit
        done
        "$keytool" -storepasswd -keystore "$new" -storepass:env STORE_PASSWORD -new:env NEW_PASSWORD || exit

        """ + End;

    /// <summary>Writes a signing request. Words: the request's file, Java home or nothing, then keytool's.</summary>
    public const string Request =
        "# keytool -certreq\n" + FindHome +
        """
        file=$1 java=$2; shift 2
        find_java keytool
        LC_ALL=C; export LC_ALL
        trap 'rm -f "$file.new.$$"' EXIT
        "$java/bin/keytool" "$@" >"$file.new.$$" || { cat "$file.new.$$" >&2; exit 1; }
        chmod 0644 "$file.new.$$" && mv -f "$file.new.$$" "$file"
        """;

    private const string Begin =
        """
        store=$1 java=$2 mode=$3 owner=$4; shift 4
        find_java keytool
        keytool="$java/bin/keytool" LC_ALL=C
        export LC_ALL
        umask 077
        new=$store.new.$$ input=$store.in.$$
        trap 'rm -f "$new" "$input"' EXIT
        if [ -e "$store" ]; then cp "$store" "$new" || exit; fi

        """;

    private const string End =
        """
        chmod "$mode" "$new" && chown "$owner" "$new" && mv -f "$new" "$store"
        """;
}
