package vektra.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A folder, and the processes that work in it; closed, or when the bench ends, all of them are gone. */
final class Workshop implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("vektra-bench");
    private final List<Process> started = new CopyOnWriteArrayList<>();
    private final List<Home> homes = new CopyOnWriteArrayList<>();
    private boolean closed;

    Workshop() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A home of Vektra that is not there yet. */
    Home home(String name) {
        Home home = new Home(this, file(name), Map.of("VEKTRA_HOME", file(name).toString()));
        homes.add(home);
        return home;
    }

    /** The call of a class of the bench, as a process of its own. */
    static List<String> java(List<String> flags, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Starts what goes on beside; what it prints goes to that file. */
    Process start(Map<String, String> environment, String log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file(log).toFile());
        builder.environment().putAll(environment);
        return started(builder.start());
    }

    /** Has a process ended that was started in another way. */
    Process started(Process process) {
        started.add(process);
        return process;
    }

    /** Runs a program to its end. */
    Spent run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = start(environment, "out", command).waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        Spent spent = new Spent(millis, file("out"));
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + spent.output());
        }
        return spent;
    }

    /** Peak resident memory of a program in MiB, as GNU time tells it. */
    double peak(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        return timed("%M", environment, command).get(0) / 1024;
    }

    /** What a program took, as GNU time tells it. */
    Cost cost(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        List<Double> figures = timed("%e %U %S", environment, command);
        return new Cost(figures.get(0), figures.get(1) + figures.get(2));
    }

    private List<Double> timed(String format, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path figures = file("figures");
        List<String> words = new ArrayList<>(List.of("/usr/bin/time", "-f", format, "-o", figures.toString()));
        words.addAll(command);
        run(environment, words);
        return Stream.of(Files.readString(figures).strip().split(" ", -1))
                .map(Double::valueOf)
                .toList();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (Home home : homes) {
                stop(home);
            }
            started.forEach(Process::destroyForcibly);
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                    .forEach(ProcessHandle::destroyForcibly);
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Home home) throws IOException, InterruptedException {
        try {
            home.stopServers();
        } catch (IllegalStateException e) {
            System.err.println("a server may be left: " + e.getMessage());
        }
    }

    static void delete(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }
}
