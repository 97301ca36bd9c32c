package vektra.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.fixture.ShortLived;
import vektra.server.file.PrivateFiles;
import vektra.server.process.Program;

/** Starts a JVM that runs {@link LauncherMain}. */
public final class Jvm {
    private Jvm() {}

    public static List<String> command(String... args) {
        List<String> command = ShortLived.java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LauncherMain.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** Runs it as the user of that number, who gets the folder. */
    public static List<String> as(int number, Path folder, String... args) throws IOException {
        PrivateFiles.own(folder, number);
        String user = String.valueOf(number);
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "env", "-C", "/"));
        List<String> all = new ArrayList<>(List.of(folder.toString()));
        all.addAll(List.of(args));
        List<String> java = command(all.toArray(new String[0]));
        java.set(java.indexOf("-cp") + 1, readableClassPath(Files.createDirectory(folder.resolve("classes"))));
        command.addAll(java);
        return command;
    }

    /** The class path copied to where every user can read it. */
    private static String readableClassPath(Path to) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (part.matches(".*/(target/(test-)?classes|xz-.*|jspecify-.*)")) {
                copies.add(to.resolve(String.valueOf(copies.size())).toString());
                copy("cp", "-r", part, copies.get(copies.size() - 1));
            }
        }
        copy("chmod", "-R", "a+rX", to.toString());
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(String... command) {
        new Program(Path.of("/"), System.getenv()).run(Duration.ofMinutes(1), List.of(command));
    }

    public static Process start(Map<String, String> more, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(more);
        return builder.start();
    }

    /** Everything it says until its output is closed. */
    public static String run(Map<String, String> more, List<String> command) throws Exception {
        Process process = start(more, command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }
}
