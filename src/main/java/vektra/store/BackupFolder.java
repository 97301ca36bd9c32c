package vektra.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vektra.model.addon.Backup;
import vektra.model.name.Id;
import vektra.model.text.FileFailure;
import vektra.spi.Shelf;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;
import vektra.store.format.Json;
import vektra.store.format.Node;

/**
 * {@code backups/<add-on's id>/<number>.dump}, each with a {@code .json} beside it that is written last: without it a
 * dump is none.
 */
public final class BackupFolder implements Shelf {
    private static final String DRAFT = "draft.part";

    private final Path home;

    public BackupFolder(Path home) {
        this.home = home;
    }

    private Path folder(Id addon) {
        return home.resolve(Paths.BACKUPS).resolve(addon.value());
    }

    @Override
    public List<Backup> list(Id addon) {
        List<Backup> backups = new ArrayList<>();
        for (String name : Disk.list(folder(addon))) {
            if (name.endsWith(Paths.JSON)) {
                Path file = folder(addon).resolve(name);
                Disk.read(file).ifPresent(content -> backups.add(Node.read(file, content, BackupFolder::read)));
            }
        }
        backups.sort(Comparator.comparingInt(Backup::number));
        return backups;
    }

    @Override
    public Path file(Id addon, Backup backup) {
        return folder(addon).resolve(backup.number() + ".dump");
    }

    @Override
    public Path draft(Id addon) {
        Disk.makeFolder(home);
        Disk.makeFolder(home.resolve(Paths.BACKUPS));
        Disk.makeFolder(folder(addon));
        Path draft = folder(addon).resolve(DRAFT);
        Disk.delete(draft);
        return draft;
    }

    @Override
    public void keep(Id addon, Backup backup) {
        Path file = file(addon, backup);
        Path draft = folder(addon).resolve(DRAFT);
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        } catch (IOException e) {
            throw FileFailure.writing(draft, e);
        }
        Disk.move(draft, file);
        Path note = folder(addon).resolve(backup.number() + Paths.JSON);
        Disk.replace(note, Disk.temporary(note), encode(backup));
    }

    @Override
    public void clear(Id addon) {
        Path folder = folder(addon);
        if (!Files.isDirectory(folder)) {
            return;
        }
        // what says that a dump is one goes first
        Disk.listAll(folder).stream()
                .sorted(Comparator.comparing((String name) -> !name.endsWith(Paths.JSON)))
                .forEach(name -> Disk.delete(folder.resolve(name)));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }

    private static byte[] encode(Backup backup) {
        return Json.page(out -> {
            out.writeNumberField("number", backup.number());
            out.writeStringField("started_at", backup.startedAt().toString());
            out.writeStringField("finished_at", backup.finishedAt().toString());
            out.writeNumberField("bytes", backup.bytes());
            out.writeStringField("holds", backup.holds());
        });
    }

    private static Backup read(Node node) {
        return new Backup(
                node.integer("number"),
                node.instant("started_at"),
                node.instant("finished_at"),
                node.number("bytes"),
                node.text("holds"));
    }
}
