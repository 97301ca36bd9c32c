package vektra.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.age.Recipient;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;
import vektra.store.format.AddonFile;
import vektra.store.format.AppFile;
import vektra.store.format.DrainFile;
import vektra.store.format.ReleasesFile;
import vektra.store.format.ScheduleFile;
import vektra.store.format.Seals;
import vektra.store.format.ServiceFile;
import vektra.store.journal.Image;
import vektra.store.journal.JournalFolder;

/** Every file of a home that holds secrets. */
record SealedFiles(Path home, Supplier<Seals> seals, JournalFolder journal) {
    private static final List<String> FOLDERS =
            List.of(Paths.APPS, Paths.ADDONS, Paths.SERVICES, Paths.DRAINS, Paths.SCHEDULES, JournalFolder.FOLDER);

    private static final Pattern KEY = Pattern.compile("\"" + Seals.PREFIX + "([^:\"]*):");

    /** A file of those, named from the home. */
    record Kept(String path, Image.Text text) {
        byte[] content() {
            return text.bytes();
        }

        String name() {
            return path.substring(path.indexOf('/') + 1);
        }

        private String folder() {
            return path.substring(0, path.indexOf('/'));
        }

        /** The name of what it is about; null when it is none of ours, such as a user's copy. */
        private @Nullable String about(String ending) {
            return name().endsWith(ending) ? name().substring(0, name().length() - ending.length()) : null;
        }
    }

    /** One after the other, so that the memory holds one of them only. */
    void each(Consumer<Kept> work) {
        for (String folder : FOLDERS) {
            for (String name : Disk.list(home.resolve(folder))) {
                String path = folder + "/" + name;
                Disk.read(home.resolve(path)).ifPresent(content -> work.accept(new Kept(path, Image.Text.of(content))));
            }
        }
    }

    /** Has copies of backups that are for one recipient be for another. */
    void readdress(Recipient former, Recipient next) {
        for (String name : Disk.list(home.resolve(Paths.SCHEDULES))) {
            Path file = home.resolve(Paths.SCHEDULES).resolve(name);
            String content =
                    Disk.read(file).map(bytes -> new String(bytes, UTF_8)).orElse("");
            String changed = content.replace('"' + former.text() + '"', '"' + next.text() + '"');
            if (!changed.equals(content)) {
                Disk.replace(file, Disk.temporary(file), changed.getBytes(UTF_8));
                Failpoint.reached("store: copies are for another key");
            }
        }
    }

    /** The ids of the keys that the values in a file name. */
    static Set<String> keys(byte[] content) {
        Set<String> keys = new TreeSet<>();
        KEY.matcher(new String(content, UTF_8)).results().forEach(found -> keys.add(found.group(1)));
        return keys;
    }

    Set<String> keysInUse() {
        Set<String> keys = new TreeSet<>();
        each(file -> keys.addAll(keys(file.content())));
        return keys;
    }

    boolean hasPlaintext(Kept file) {
        Plaintext found = new Plaintext(seals.get());
        recoded(file, found);
        return found.any();
    }

    /** Writes each file with its secrets as they are to be stored now, and returns how many changed. */
    int rewrite() {
        for (String folder : FOLDERS) {
            Disk.listAll(home.resolve(folder)).stream()
                    .filter(name -> name.startsWith(Disk.TEMPORARY))
                    .forEach(left -> Disk.delete(home.resolve(folder).resolve(left)));
        }
        int[] changed = new int[1];
        each(file -> changed[0] += isRewritten(file) ? 1 : 0);
        FOLDERS.stream().map(home::resolve).filter(Files::isDirectory).forEach(Disk::sync);
        return changed[0];
    }

    /** The files, but for changes in flight, with their secrets in the clear. */
    Map<String, byte[]> inTheClear() {
        Seals clear = new Unsealed(seals.get());
        Map<String, byte[]> all = new TreeMap<>();
        each(file -> {
            if (!file.folder().equals(JournalFolder.FOLDER)) {
                all.put(file.path(), recoded(file, clear).orElse(file.content()));
            }
        });
        return all;
    }

    /** The content of a file, named from the home, with its secrets as they are to be stored now. */
    byte[] stored(String path, byte[] content) {
        return FOLDERS.stream().anyMatch(folder -> path.startsWith(folder + "/"))
                ? recoded(new Kept(path, Image.Text.of(content)), seals.get()).orElse(content)
                : content;
    }

    private boolean isRewritten(Kept file) {
        byte[] content = file.content();
        byte[] recoded = recoded(file, seals.get()).orElse(content);
        if (Arrays.equals(recoded, content)) {
            return false;
        }
        Path path = home.resolve(file.path());
        Disk.replace(path, Disk.temporary(path), recoded);
        Failpoint.reached("store: " + file.path() + " rewritten");
        return true;
    }

    /** The file as it would be written now; empty when it is none of ours. */
    private Optional<byte[]> recoded(Kept file, Seals seals) {
        byte[] content = file.content();
        if (file.folder().equals(JournalFolder.FOLDER)) {
            return journal.recoded(file.name(), content, seals);
        }
        Path path = home.resolve(file.path());
        String releases = file.about(Paths.RELEASES);
        String name = file.about(Paths.JSON);
        try {
            if (releases != null && file.folder().equals(Paths.APPS)) {
                return history(path, content, new AppName(releases), seals);
            }
            return name == null ? Optional.empty() : Optional.of(recoded(file.folder(), path, content, name, seals));
        } catch (VektraException e) {
            if (e.kind() == Kind.INVALID) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static byte[] recoded(String folder, Path path, byte[] content, String name, Seals seals) {
        return switch (folder) {
            case Paths.APPS -> AppFile.encode(AppFile.decode(path, content, new AppName(name), seals), seals);
            case Paths.ADDONS -> AddonFile.encode(AddonFile.decode(path, content, new AddonName(name), seals), seals);
            case Paths.SERVICES ->
                ServiceFile.encode(ServiceFile.decode(path, content, new ServiceName(name), seals), seals);
            case Paths.SCHEDULES -> ScheduleFile.encode(ScheduleFile.decode(path, content, new Id(name), seals), seals);
            default -> DrainFile.encode(DrainFile.decode(path, content, new DrainName(name), seals), seals);
        };
    }

    private Optional<byte[]> history(Path path, byte[] content, AppName name, Seals seals) {
        return new Records(home, below -> Disk.read(home.resolve(below)), seals)
                .app(name)
                .map(app -> ReleasesFile.rewritten(
                        ReleasesFile.decode(path, content, seals, app.id().value()),
                        seals,
                        app.id().value()));
    }
}
