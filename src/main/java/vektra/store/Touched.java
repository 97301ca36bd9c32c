package vektra.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Tag;
import vektra.model.schedule.Schedule;
import vektra.model.service.EnabledService;
import vektra.model.text.Values;
import vektra.spi.Store.Write;

/** What writes change, for the audit: names, plans and times; never the value of a config var, nor a secret. */
final class Touched implements Write.Visitor {
    private final Records before;
    private final TouchedFields fields = new TouchedFields();

    /** @param before what the store holds before each write */
    Touched(Records before) {
        this.before = before;
    }

    Map<String, Object> fields() {
        return fields.all();
    }

    private void name(String field, Object name) {
        fields.name(field, name);
    }

    private void text(String field, Object name, String text) {
        fields.text(field, name, text);
    }

    @Override
    public void on(Write.PutApp write) {
        app(before.app(write.app().name()).orElse(null), write.app(), write.release());
    }

    @Override
    public void on(Write.RenameApp write) {
        name("apps", write.from());
        text("renamed", write.from(), write.to().name().value());
        app(before.app(write.from()).orElse(null), write.to(), write.release());
    }

    @Override
    public void on(Write.DeleteApp write) {
        name("apps", write.name());
        before.app(write.name())
                .ifPresent(gone -> gone.attachments().forEach(attachment -> attachment(write.name(), attachment)));
    }

    private void app(@Nullable App was, App is, @Nullable Release release) {
        name("apps", is.name());
        Map<String, String> old = was == null ? Map.of() : was.config();
        Values.changed(is.config(), old).forEach(name -> name("set", name));
        old.keySet().stream().filter(name -> !is.config().containsKey(name)).forEach(name -> name("unset", name));
        List<Attachment> attached = was == null ? List.of() : was.attachments();
        differing(attached, is.attachments()).forEach(attachment -> attachment(is.name(), attachment));
        List<Addon> owned = was == null ? List.of() : was.addons();
        for (Addon addon : differing(owned, is.addons())) {
            addon(named(owned, addon.name()), named(is.addons(), addon.name()));
        }
        if (release != null) {
            text("releases", is.name(), "v" + release.version() + ": " + release.description());
        }
    }

    private static <T> List<T> differing(Collection<T> some, Collection<T> others) {
        List<T> all = new ArrayList<>(some);
        all.removeAll(others);
        others.stream().filter(one -> !some.contains(one)).forEach(all::add);
        return all;
    }

    private static @Nullable Addon named(List<Addon> addons, AddonName name) {
        return addons.stream()
                .filter(addon -> addon.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void attachment(AppName app, Attachment attachment) {
        name("attachments", app + "::" + attachment.name());
        name("addons", attachment.addon());
    }

    /** One that is new, gone, or another than before. */
    private void addon(@Nullable Addon was, @Nullable Addon is) {
        AddonName name = was == null ? Objects.requireNonNull(is).name() : was.name();
        name("addons", name);
        if (is == null || was == null || !was.fullPlan().equals(is.fullPlan())) {
            if (is != null) {
                text("plans", name, is.fullPlan());
            }
            if (was != null) {
                text("plans_before", name, was.fullPlan());
            }
        }
        if (is != null && !Objects.equals(is.expiresAt(), was == null ? null : was.expiresAt())) {
            text(
                    "expires",
                    name,
                    is.expiresAt() == null ? "never" : is.expiresAt().toString());
        }
    }

    @Override
    public void on(Write.Reserve write) {
        name("addons", write.name());
        name("apps", write.owner());
    }

    @Override
    public void on(Write.PutAttached write) {
        name("addons", write.name());
        name("apps", write.owner());
    }

    @Override
    public void on(Write.Orphan write) {
        name("addons", write.addon().name());
        ownerless(write.addon().name()).ifPresent(was -> addon(was, write.addon()));
    }

    @Override
    public void on(Write.Free write) {
        name("addons", write.name());
        ownerless(write.name()).ifPresent(gone -> addon(gone, null));
    }

    private Optional<Addon> ownerless(AddonName name) {
        return before.owner(name).flatMap(owned -> Optional.ofNullable(owned.addon()));
    }

    @Override
    public void on(Write.PutService write) {
        name("services", write.service().name());
        options(
                before.service(write.service().name())
                        .map(EnabledService::server)
                        .map(server -> server.options())
                        .orElse(Map.of()),
                write.service().server().options());
    }

    private void options(Map<String, String> was, Map<String, String> is) {
        is.forEach((name, value) -> {
            if (!value.equals(was.getOrDefault(name, ""))) {
                text("options", name, value);
            }
        });
    }

    @Override
    public void on(Write.DeleteService write) {
        name("services", write.name());
    }

    @Override
    public void on(Write.PutDrain write) {
        Drain drain = write.drain();
        Optional<Drain> was = before.drain(drain.name());
        name("drains", drain.name());
        concerns(drain);
        was.ifPresent(this::concerns);
        text("targets", drain.name(), drain.target());
        options(was.map(Drain::options).orElse(Map.of()), drain.options());
    }

    @Override
    public void on(Write.DeleteDrain write) {
        name("drains", write.name());
        before.drain(write.name()).ifPresent(this::concerns);
    }

    private void concerns(Drain drain) {
        if (drain.app() != null) {
            name("apps", drain.app());
        }
    }

    @Override
    public void on(Write.PutLogSettings write) {
        LogSettings settings = write.settings();
        text(
                "logs",
                "listen",
                settings.listen() == null ? "none" : settings.listen().toString());
        text("logs", "socket", settings.socket() == null ? "none" : settings.socket());
    }

    @Override
    public void on(Write.PutTokens write) {
        for (Token token : differing(before.tokens(), write.tokens())) {
            text("tokens", token.name(), token.scope().word());
        }
    }

    @Override
    public void on(Write.PutSpaces write) {
        SpaceSettings was = before.spaces();
        SpaceSettings is = write.settings();
        for (Space space : differing(was.spaces(), is.spaces())) {
            name("spaces", space.name());
            is.space(space.name()).ifPresent(now -> text("tags", space.name(), tags(now.tags())));
        }
        Map<String, List<Tag>> plans = new TreeMap<>(was.plans());
        plans.putAll(is.plans());
        plans.keySet().forEach(plan -> {
            List<Tag> tags = is.plans().getOrDefault(plan, List.of());
            if (!tags.equals(was.plans().getOrDefault(plan, List.of()))) {
                text("tags", plan, tags(tags));
            }
        });
    }

    @Override
    public void on(Write.PutSchedule write) {
        Schedule is = write.schedule();
        if (before.schedule(is.addon()).filter(was -> was.isAs(is)).isEmpty()) {
            text("schedules", is.addon(), is.toString());
        }
    }

    @Override
    public void on(Write.DeleteSchedule write) {
        before.schedule(write.addon()).ifPresent(was -> text("schedules", write.addon(), "none"));
    }

    private static String tags(List<Tag> tags) {
        return tags.isEmpty() ? "none" : tags.stream().map(Tag::value).collect(Collectors.joining(", "));
    }
}
