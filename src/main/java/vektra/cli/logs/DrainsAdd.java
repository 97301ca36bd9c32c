package vektra.cli.logs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.drains.DrainUrl;
import vektra.addons.drains.PutDrain;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.Param;
import vektra.cli.command.ServiceParams;
import vektra.cli.terminal.Output;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;

/** Ships the log lines of one app. */
public final class DrainsAdd extends AppCommand<PutDrain.Done> implements Changing, Optioned {
    private final Param<String> url =
            optionalArgument("URL", "such as syslog+tls://host:6514 or https://host/path", text -> text);
    private final Param<ServiceName> service =
            option(List.of("--service"), "SERVICE", "the service, when the URL does not name it", ServiceName::new);
    private final Param<DrainName> name =
            option(List.of("--name"), "NAME", "the drain's name (default: one made of the app's)", DrainName::new);
    private final Flag check = flag("--check", "change nothing when the destination does not answer");
    private final ServiceParams params;

    /** The command with the options of a service; null offers none, for a call that means no known service. */
    public DrainsAdd(@Nullable Service described) {
        params = new ServiceParams(this, described, false);
    }

    @Override
    public PutDrain.Done run(Invocation with) {
        String typed = url.orNull();
        Map<String, String> given = new LinkedHashMap<>();
        ServiceName kind = service.orNull();
        if (kind == null) {
            DrainUrl means = DrainUrl.required(typed);
            kind = means.service();
            given.putAll(means.options());
        }
        given.putAll(params.given());
        return with.verbs()
                .putDrain()
                .put(new PutDrain.Request(
                        kind,
                        name.orNull(),
                        app(with),
                        given,
                        params.url(typed, with),
                        params.secret(with),
                        check.isSet()));
    }

    @Override
    public Set<String> optionNames() {
        return params.given().keySet();
    }

    @Override
    public ServiceName optionsOf(Invocation with) {
        ServiceName named = service.orNull();
        return named == null ? DrainUrl.required(url.orNull()).service() : named;
    }

    @Override
    public void print(PutDrain.Done result, Output out) {
        DrainViews.print(result, "Added ", out);
        out.next("Next: vektra drains:test " + result.drain().name());
    }

    @Override
    public Object json(PutDrain.Done result) {
        return DrainViews.done(result);
    }
}
