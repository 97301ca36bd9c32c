package vektra.logs.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to be started.
 *
 * @param words its name and its arguments
 * @param environment all that it finds there
 */
public record Program(List<String> words, Map<String, String> environment) {
    /** It is there, but cannot be executed; 0 stands for a program that is fine. */
    public static final int NOT_EXECUTABLE = 126;

    /** It is not there. */
    public static final int NOT_FOUND = 127;

    private static final char REPLACEMENT = '\ufffd';

    /** What a shell would say of it: 0, 126 or 127. */
    public int check() {
        String name = words.get(0);
        if (name.isEmpty()) {
            return NOT_FOUND;
        }
        if (name.contains("/")) {
            return check(Path.of(name));
        }
        int code = NOT_FOUND;
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            int found = check(Path.of(folder.isEmpty() ? "." : folder).resolve(name));
            if (found == 0) {
                return 0;
            }
            code = Math.min(code, found);
        }
        return code;
    }

    private static int check(Path file) {
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
            return 0;
        }
        return Files.exists(file) ? NOT_EXECUTABLE : NOT_FOUND;
    }

    /** Ready to be started, with our streams. */
    ProcessBuilder builder() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).inheritIO();
        Map<String, String> theirs = builder.environment();
        // what stays as it is keeps its bytes, also those that are no text
        theirs.keySet().retainAll(environment.keySet());
        Map<String, String> changed = new HashMap<>(environment);
        changed.entrySet().removeAll(theirs.entrySet());
        theirs.putAll(changed);
        return builder;
    }

    /**
     * The words. Java looks for a program on its own path instead of the program's, and loses the bytes of words that are
     * no UTF-8: then a shell becomes the program.
     */
    private List<String> command() throws IOException {
        if (words.stream().anyMatch(word -> word.indexOf(REPLACEMENT) >= 0)) {
            return List.of("/bin/sh", "-c", script(rawWords()));
        }
        boolean samePath = environment.getOrDefault("PATH", "").equals(System.getenv("PATH"));
        if (samePath || words.get(0).contains("/")) {
            return words;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
        command.addAll(words);
        return command;
    }

    /** The words as they were given to this process, each a text of one character for a byte. */
    private List<String> rawWords() throws IOException {
        String all = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
        List<String> raw = List.of(all.split("\0", -1));
        int end = raw.size() - 1;
        return raw.subList(end - words.size(), end);
    }

    private static String script(List<String> words) {
        StringBuilder script = new StringBuilder("set --\n");
        for (String word : words) {
            script.append("w=$(printf '");
            // as octal numbers, and with an end that keeps line feeds
            word.chars().forEach(c -> script.append('\\').append(Integer.toOctalString(c | 01000), 1, 4));
            script.append("x')\nset -- \"$@\" \"${w%x}\"\n");
        }
        return script.append("exec \"$@\"\n").toString();
    }
}
