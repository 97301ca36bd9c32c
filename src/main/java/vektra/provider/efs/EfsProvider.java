package vektra.provider.efs;

import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.model.Failpoint;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Gives apps folders. There is no login: who may enter is up to the permissions of files. */
public final class EfsProvider implements AddonProvider, Ability.Cautions, Ability.Checks {
    private final ServerRecipe recipe = new EfsRecipe();

    @Override
    public Service service() {
        return EfsService.DESCRIPTION;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this, new Trial(), new FolderData());
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        Access.of(options);
        Path path = path(url);
        if (!path.isAbsolute() || !path.normalize().equals(path)) {
            throw VektraException.invalid("that is not the URL of a folder", EfsService.FORM);
        }
        String folder = path.toUri().getRawPath();
        Secret place =
                new Secret("file://" + (folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder));
        return Server.adopted(service().name(), List.of(), place, options);
    }

    /** Of a URL, in which signs may be encoded, or of a path as it is typed. */
    private static Path path(String url) {
        try {
            return url.startsWith("/") ? Path.of(url) : Path.of(URI.create(url));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw VektraException.invalid("that is not the URL of a folder", EfsService.FORM);
        }
    }

    /** The version of how folders are laid out, once the folder is known to be the right one. */
    @Override
    public String ping(Server server) {
        return Root.with(server, root -> EfsRecipe.VERSION);
    }

    @Override
    public void configure(Server server) {
        Access access = Access.of(server.options());
        if (!server.managed()) {
            markNew(server);
        }
        Root.with(server, root -> {
            for (Path folder : root.folders().values()) {
                access.apply(folder);
            }
            return root;
        });
    }

    /** An adopted folder is marked once: its callers have asked a folder that was adopted before for its mark. */
    private static void markNew(Server server) {
        Root.with(server.withVersion(""), root -> {
            root.mark();
            return root;
        });
        Failpoint.reached("efs: folder marked");
    }

    /** A folder below Vektra's home can be entered by Vektra's user alone, whatever its own permissions. */
    @Override
    public List<String> cautions(Server server) {
        boolean open = server.managed() && Access.of(server.options()).open();
        return open
                ? List.of(
                        "the folders are below " + server.folder() + ", which only the user that runs Vektra may enter:"
                                + " for apps of other users adopt a folder that they may enter")
                : List.of();
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        Access access = Access.of(server.options());
        return Root.with(server, root -> {
            root.settle(wanted);
            Path found = root.find(wanted);
            Path folder = found == null ? root.folder(wanted) : found;
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw VektraException.conflict(folder + " is no folder", "move it away, and try again");
                }
            }
            access.apply(folder);
            Failpoint.reached("efs: folder made");
            return wanted.with(Map.of(Root.FACT, folder.getFileName().toString()));
        });
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        Root.with(server, root -> {
            root.settle(resource);
            root.delete(resource);
            return root;
        });
        Failpoint.reached("efs: folder deleted");
    }

    /** Makes no credentials, for there is no login; a folder that is gone is refused. */
    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        Root.with(server, root -> root.existing(resource));
        return new Credentials(credentials, "", new Secret(""));
    }

    /** Does nothing: who knows the path, and may enter it, can go on. */
    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        ping(server);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return Root.with(server, root -> {
            Path folder = root.find(resource);
            return folder == null
                    ? new Observation(false, Set.of(), Map.of())
                    : new Observation(
                            true, Set.of(), Examination.Size.of(folder).figures());
        });
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return Root.with(server, root -> new Examination(root, server).faults(resource));
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return Root.with(server, root -> new Examination(root, server).census(known));
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return Map.of(EfsService.PATH, Root.of(server).folder(resource).toString());
    }
}
