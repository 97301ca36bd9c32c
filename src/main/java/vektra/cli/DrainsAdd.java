package vektra.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.PutDrain;
import vektra.model.DrainName;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.VektraException;

/** Ships the log lines of one app. */
final class DrainsAdd extends AppCommand<PutDrain.Done> implements Changing {
    private final Param<String> url =
            optionalArgument("URL", "such as syslog+tls://host:6514 or https://host/path", text -> text);
    private final Param<ServiceName> service =
            option(List.of("--service"), "SERVICE", "what is there, when the URL does not say it", ServiceName::new);
    private final Param<DrainName> name =
            option(List.of("--name"), "NAME", "the drain's name (default: one made of the app's)", DrainName::new);
    private final Flag check = flag("--check", "change nothing when the far end does not answer");
    private final ServiceParams params;

    /** The command with the options of a service; null offers none, for a call that means no known service. */
    DrainsAdd(@Nullable Service described) {
        params = new ServiceParams(this, described, false);
    }

    @Override
    PutDrain.Done run(Invocation with) {
        String typed = url.orNull();
        Map<String, String> given = new LinkedHashMap<>();
        ServiceName kind = service.orNull();
        if (kind == null) {
            Scheme scheme = scheme(typed);
            kind = new ServiceName(scheme.service());
            given.putAll(scheme.options());
        }
        given.putAll(params.given());
        return new PutDrain(with.home())
                .put(new PutDrain.Request(
                        kind,
                        name.orNull(),
                        app(with),
                        given,
                        params.url(typed, with),
                        params.secret(with),
                        check.isSet()));
    }

    private static Scheme scheme(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .flatMap(Scheme::of)
                .orElseThrow(() -> VektraException.invalid(
                        typed == null ? "no URL given" : Shown.quoted(typed) + " does not say what is there",
                        "say --service SERVICE, or a URL that begins with " + Scheme.all()));
    }

    @Override
    void print(PutDrain.Done result, Output out) {
        DrainViews.print(result, "Added ", out);
        out.next("Next: vektra drains:test " + result.drain().name());
    }

    @Override
    Object json(PutDrain.Done result) {
        return DrainViews.done(result);
    }
}
