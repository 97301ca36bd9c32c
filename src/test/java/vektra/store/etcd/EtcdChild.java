package vektra.store.etcd;

import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vektra.fixture.ShortLived;
import vektra.model.addon.Step;
import vektra.model.text.VektraException;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Child;
import vektra.store.Things;
import vektra.store.disk.FileLocks;

/** A process that begins a change, says so, and commits it once its input has a byte. */
public final class EtcdChild {
    private EtcdChild() {}

    public static void main(String... arguments) throws IOException {
        EtcdStore store = store(arguments[0], Path.of(arguments[1]), Duration.parse(arguments[2]));
        try (Session session = store.open(List.of(alone(MYAPP)), step -> say("undone by itself"))) {
            session.begin("addons:bind", List.of(undo()));
            say("begun");
            int read = System.in.read();
            session.commit("addons:bind", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of());
            say("committed " + read);
        } catch (VektraException e) {
            say(e.kind() + " " + e.getMessage());
        }
    }

    static Step undo() {
        return Child.FINISH_FIRST;
    }

    static EtcdStore store(String url, Path home, Duration life) {
        Things.Reports reports = new Things.Reports();
        return EtcdStore.of(
                EtcdUrl.parse(url),
                home,
                new FileLocks(home, reports),
                life,
                Clock.systemUTC(),
                "me",
                reports,
                () -> {});
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static Process start(String url, Path home, Duration life) throws IOException {
        List<String> command = new ArrayList<>(ShortLived.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EtcdChild.class.getName()));
        command.addAll(List.of(url, home.toString(), life.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
