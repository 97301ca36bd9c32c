package vektra.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shell text that the launcher evaluates to become another program; every value survives it byte for byte. */
final class ShellPlan {
    private ShellPlan() {}

    /** A plan that is printed as it is where JSON was asked for. */
    record Ready(String text) {}

    /** Sets and exports the variables. */
    static String exports(Map<String, String> variables) {
        StringBuilder plan = new StringBuilder();
        variables.forEach((name, value) -> plan.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        return plan.toString();
    }

    /** Becomes the program; its words are named here. */
    static String exec(List<String> command) {
        return "set -- " + command.stream().map(ShellPlan::quoted).collect(Collectors.joining(" ")) + "\n" + becoming();
    }

    /** Becomes the program whose words are the last ones that the launcher itself was called with. */
    static String execLast(int words) {
        return "shift $(($# - " + words + "))\n" + becoming();
    }

    /** Only prints. */
    static String show(String text) {
        return "printf %s " + quoted(text) + "\n";
    }

    /** A name with a slash is a file; any other is looked for on PATH, as a shell does. */
    private static String becoming() {
        return """
                case $1 in
                  */*) [ -e "$1" ] || { echo "Error: no program '$1'" >&2; exit 127; }
                       { [ -x "$1" ] && [ ! -d "$1" ]; } || { echo "Error: cannot execute '$1'" >&2; exit 126; } ;;
                  *) command -v -- "$1" >/dev/null 2>&1 || { echo "Error: no program '$1'" >&2; exit 127; } ;;
                esac
                exec "$@"
                """;
    }

    /** A word in single quotes, for any POSIX shell. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
