package vektra.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.remote.Remote;
import vektra.remote.RemoteServer;
import vektra.remote.Remotes;

/** Notes a server on another machine, and the token that commands there are run with. */
public final class Login extends VektraCommand<Login.Noted> implements Changing {
    private final Param<String> url = argument("URL", "of a vektra server, such as https://vektra.example.com", t -> t);
    private final Param<String> name = option("--name", "NAME", "what to call it (default: its host)");
    private final Param<String> authority =
            option("--ca", "FILE", "the certificate to verify it with (default: those that Java trusts)");
    private final Flag insecure = flag("--insecure", "allow http to another machine, where all can be read on the way");

    /** What was noted, and what the server said. */
    public record Noted(Remote remote, RemoteServer.Hello hello) {}

    @Override
    public Noted run(Invocation with) {
        URI at = Remote.checkedUrl(url.get(), insecure.isSet());
        String named = name.orNull();
        Remote remote =
                new Remote(Remote.checkedName(named == null ? at.getHost() : named), at, token(with), file(with));
        RemoteServer.Hello hello = new RemoteServer(remote, with.version()).hello();
        Remotes remotes = Remotes.of(with.environment());
        with.write(remotes.file().toString(), () -> remotes.put(remote));
        return new Noted(remote, hello);
    }

    private @Nullable String file(Invocation with) {
        String given = authority.orNull();
        if (given == null) {
            return null;
        }
        Path file = with.folder().resolve(given).toAbsolutePath().normalize();
        if (!Files.isReadable(file)) {
            throw VektraException.invalid("cannot read " + Shown.quoted(given), "name a PEM file");
        }
        return file.toString();
    }

    private Secret token(Invocation with) {
        try {
            String given = with.terminal().askSecret("Token: ");
            if (given == null || given.isEmpty()) {
                throw VektraException.invalid(
                        "no token given", "type or pipe it; to get one, on that machine: vektra tokens:create NAME");
            }
            return new Secret(given);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read the token", null, e);
        }
    }

    @Override
    public void print(Noted noted, Output out) {
        out.line("Logged in to " + noted.remote().url() + " as " + noted.hello().token() + ", scope "
                + noted.hello().scope());
        out.next("Run a command there: vektra apps --remote " + noted.remote().name());
    }

    @Override
    public Object json(Noted noted) {
        return Json.map(
                "name", noted.remote().name(),
                "url", noted.remote().url().toString(),
                "token", noted.hello().token(),
                "scope", noted.hello().scope(),
                "version", noted.hello().version());
    }
}
