package vektra.addons;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.addons.services.Enable;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;

/** Gives a project of Docker Compose what its services of {@code provider: {type: vektra}} stand for. */
public record Compose(Engine engine, Providers providers, Enable enable, Bind bind, Unbind unbind) {
    /** An attachment of the project's app, and the server behind it. */
    public record Up(Attachment attachment, Server server) {}

    /** The services that a project can have. */
    public Set<String> services() {
        return providers.names();
    }

    /** The service that examples show. */
    public String example() {
        return providers.example();
    }

    /** Enables the service where it is not, and binds it under the name; again changes nothing. */
    public Up up(AppName project, AttachmentName as, PlanName what) {
        engine.settle();
        if (engine.lookup()
                .at()
                .service(what.service())
                .filter(EnabledService::enabled)
                .isEmpty()) {
            enable.enable(what.service(), Map.of(), null);
        }
        Bind.Bound bound = bind.bind(new Bind.Request(project, what.service(), what.plan(), as, null, false));
        return new Up(bound.attachment(), engine.lookup().serverOf(bound.addon()));
    }

    /** Detaches what has the name; its data stay for the next {@code up}. What is not attached is no error. */
    public Optional<Attachment> down(AppName project, AttachmentName as) {
        engine.settle();
        boolean there = engine.lookup()
                .at()
                .app(project)
                .flatMap((App app) -> app.attachment(as))
                .isPresent();
        return there ? Optional.ofNullable(unbind.detach(project, as.value()).attachment()) : Optional.empty();
    }
}
