package vektra.provider.efs;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.archive.ArchiveWriter;
import vektra.archive.HardLinks;
import vektra.archive.Notes;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.VektraException;
import vektra.spi.Ability;

/** What can be done with the files of an add-on. */
record FolderData() implements Ability.Movable, Ability.Backups, Ability.Portable, Ability.Actions {
    /** Refuses what would carry the content of a file that lies elsewhere as well. */
    @Override
    public void requireCopyable(Server from, Resource what) {
        Root.with(from, root -> {
            HardLinks.leadingOut(root.existing(what)).ifPresent(file -> {
                throw VektraException.conflict(
                        file + " in the folder of " + what.label()
                                + " is a hard link to a file that lies outside of it",
                        "put a copy of the file in its place");
            });
            return root;
        });
    }

    /** Does nothing: there are no users to keep out. */
    @Override
    public void shut(Server server, Resource resource) {
        Root.with(server, root -> root);
    }

    @Override
    public void admit(Server server, Resource resource) {
        Root.with(server, root -> {
            root.settle(resource);
            return root;
        });
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Root.with(
                from,
                here -> Root.with(to, there -> {
                    Path between = there.path().resolve(".copy-" + target.id().brief());
                    Files.deleteIfExists(between);
                    try {
                        backups(to).dump(here.existing(source), between, there.existing(target));
                    } finally {
                        Files.deleteIfExists(between);
                    }
                    return target;
                }));
    }

    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        requireCopyable(server, resource);
        return Root.with(server, root -> backups(server).dump(root.existing(resource), to, root.existing(scratch)));
    }

    @Override
    public String verify(Server server, Path dump) {
        return Folders.verify(dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        return Root.with(server, root -> backups(server).load(root.existing(empty), dump));
    }

    /** Files that change meanwhile are read as they are at that moment. */
    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        Root.with(server, root -> ArchiveWriter.write(root.existing(resource), to, Notes.LEFT_OUT));
    }

    @Override
    public String holds(Server server, Path file) {
        return Folders.holds(file);
    }

    @Override
    public boolean takesAtOnce() {
        return false;
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        Root.with(server, root -> backups(server).take(root.existing(resource), file));
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        Root.with(server, root -> {
            root.settle(one);
            root.settle(other);
            root.exchange(one, other).make();
            return root;
        });
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return Root.with(server, root -> {
            Path folder = root.existing(resource);
            Map<String, Figure> figures =
                    new LinkedHashMap<>(Examination.Size.of(folder).figures());
            figures.put("free", Figure.bytes(Files.getFileStore(folder).getUsableSpace()));
            return ActionResult.figures("Figures of the folder " + folder, figures);
        });
    }

    private static Folders backups(Server server) {
        return new Folders(Access.of(server.options()));
    }
}
