package vektra.cli.canaries;

import java.util.List;
import java.util.Objects;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.addon.Lifetime;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canary;
import vektra.monitors.canary.ServiceFolder;

/** Makes canaries of a service. */
public final class CanariesCreate extends VektraCommand<List<Canary>> implements Changing {
    private final Param<String> service = argument("FOLDER", "a folder below services, such as http", text -> text);
    private final Param<Integer> count =
            option(List.of("-n", "--count"), "COUNT", "how many (default: 1)", CanaryParts::count);
    private final Param<Lifetime> ttl = option(
            List.of("--ttl"),
            "TIME",
            "destroy them this long from now: 90s, 10m, 2h or 7d (default: 1d)",
            Lifetime::parse);

    @Override
    public List<Canary> run(Invocation with) {
        int wanted = Objects.requireNonNullElse(count.orNull(), 1);
        if (wanted == 0) {
            throw VektraException.invalid("no canary is to be created", "-n 1 or more");
        }
        return CanaryParts.of(with)
                .create(
                        ServiceFolder.find(with.folder(), service.get()),
                        wanted,
                        Objects.requireNonNullElse(ttl.orNull(), CanaryParts.TTL));
    }

    @Override
    public void print(List<Canary> made, Output out) {
        made.forEach(canary -> out.line(CanaryParts.made(canary)));
        out.next("Next: vektra run -a " + made.get(0).name() + " -- YOUR PROGRAM");
    }

    @Override
    public Object json(List<Canary> made) {
        return CanaryParts.json(made);
    }
}
