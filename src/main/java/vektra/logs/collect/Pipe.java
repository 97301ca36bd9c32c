package vektra.logs.collect;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipe from a program to us that ends when all who write to it are gone. The JDK's own ends with the program, and then
 * misses what others that the program started still print.
 *
 * @param file its name until the program has started
 * @param reader our end
 * @param holder keeps our end open until the program has the other
 */
public record Pipe(Path file, FileChannel reader, FileChannel holder) implements AutoCloseable {
    /** Makes some; what has their names was left by a process that was killed. */
    public static List<Pipe> at(List<Path> files) throws IOException, InterruptedException {
        make(files);
        List<Pipe> pipes = new ArrayList<>();
        for (Path file : files) {
            pipes.add(open(file));
        }
        return pipes;
    }

    /** Makes them as files, each of which can be opened again and again, once all who wrote to it are gone. */
    public static void make(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        for (Path file : files) {
            Files.deleteIfExists(file);
            command.add(file.toString());
        }
        Process mkfifo =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        if (mkfifo.waitFor() != 0) {
            throw new IOException("cannot create a pipe in " + files.get(0).getParent());
        }
    }

    /** Opens one that was made. */
    public static Pipe open(Path file) throws IOException {
        FileChannel holder = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new Pipe(file, FileChannel.open(file, StandardOpenOption.READ), holder);
    }

    public Redirect redirect() {
        return Redirect.to(file.toFile());
    }

    /** The program has its end: from now on ours ends with it. */
    public void started() throws IOException {
        given();
        Files.delete(file);
    }

    /** The same for a file that is to be opened again. */
    public void given() throws IOException {
        holder.close();
    }

    @Override
    public void close() throws IOException {
        holder.close();
        reader.close();
        Files.deleteIfExists(file);
    }
}
