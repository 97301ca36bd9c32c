package vektra.cli.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.json.Json;
import vektra.model.HomeKey;
import vektra.model.service.Client;

/** Shell text that the launcher evaluates to become another program; every value survives it byte for byte. */
public final class ShellPlan {
    /**
     * Variables that some shell keeps for itself: read-only, checked or counted. They reach the program through env, whose
     * arguments can be seen by everyone for an instant; no secret has such a name.
     */
    private static final Pattern OF_SHELLS = Pattern.compile("_|BASH.*|COMP_WORDBREAKS|DIRSTACK|EPOCH(SECONDS|REALTIME)"
            + "|E?UID|EXECIGNORE|FUNCNAME|FUNCNEST|GROUPS|HISTCMD|LANG|LC_.*|LINENO|OPT(ARG|ERR|IND)|PIPESTATUS|PPID"
            + "|POSIXLY_CORRECT|S?RANDOM|SECONDS|SHELLOPTS|SHLVL");

    private ShellPlan() {}

    /** A plan that is printed as it is where JSON was asked for. */
    public record Ready(String text) {}

    /** Sets and exports the variables. */
    public static String exports(Map<String, String> variables) {
        StringBuilder plan = new StringBuilder();
        variables.forEach((name, value) -> plan.append("export ")
                .append(name)
                .append('=')
                .append(quoted(value))
                .append('\n'));
        return plan.toString();
    }

    /** Becomes a program whose words are named here. */
    public static String exec(List<String> command, Map<String, String> variables) {
        return "set -- " + command.stream().map(ShellPlan::quoted).collect(Collectors.joining(" ")) + "\n"
                + becoming(variables);
    }

    /** Becomes a client with all that it finds around it. */
    public static String exec(Client client) {
        return exec(client.command(), client.environment());
    }

    /** What would be run, without the environment, which holds the password. */
    public static Ready shown(Client client) {
        return new Ready(show(Json.page(Map.of("command", client.command()))));
    }

    /** Becomes the program whose words are the last ones that the launcher itself was called with. */
    public static String execLast(int words, Map<String, String> variables) {
        return "shift $(($# - " + words + "))\n" + becoming(variables);
    }

    /** Starts Vektra again, called as it was, to stay beside the program and take along what that prints. */
    public static String relay() {
        return "become_relay \"$@\"\n";
    }

    /** Only prints. */
    public static String show(String text) {
        return "printf %s " + quoted(text) + "\n";
    }

    /** Comes after the words are in place, since a variable such as IFS changes how the shell reads on. */
    private static String becoming(Map<String, String> variables) {
        Map<String, String> exported = new LinkedHashMap<>(variables);
        exported.keySet().removeIf(name -> OF_SHELLS.matcher(name).matches());
        String others = variables.entrySet().stream()
                .filter(entry -> !exported.containsKey(entry.getKey()))
                .map(entry -> " " + entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining());
        return "unset " + HomeKey.KEY + "\n" + exports(exported) + "require_program \"$1\"\nexec "
                + (others.isEmpty() ? "" : "/usr/bin/env" + others + " ") + "\"$@\"\n";
    }

    /** A word in single quotes, for any POSIX shell. */
    public static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
