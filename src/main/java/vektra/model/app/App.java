package vektra.model.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.text.Secret;
import vektra.model.text.Values;

/**
 * An app: its config vars, the add-ons it owns and those attached to it.
 *
 * @param release the number of its current release, from 1
 * @param config every config var as the app sees it, the user's and the attachments' together, sorted by name
 * @param declared what its manifest says; nothing when none was applied
 * @param expiresAt when it is destroyed with the last of its add-ons, whose leases end then; null when it stays
 */
public record App(
        Id id,
        AppName name,
        Instant createdAt,
        int release,
        Map<String, String> config,
        List<Addon> addons,
        List<Attachment> attachments,
        Declared declared,
        @Nullable Instant expiresAt) {

    /** One without a manifest. */
    public App(
            Id id,
            AppName name,
            Instant createdAt,
            int release,
            Map<String, String> config,
            List<Addon> addons,
            List<Attachment> attachments) {
        this(id, name, createdAt, release, config, addons, attachments, Declared.NOTHING, null);
    }

    /** One that has nothing, and no release yet. */
    public static App empty(AppName name, Instant createdAt) {
        return new App(Id.fresh(), name, createdAt, 0, Map.of(), List.of(), List.of());
    }

    public App {
        config = Values.sorted(config);
        addons = List.copyOf(addons);
        attachments = List.copyOf(attachments);
    }

    /** The attachment that set a variable and whose value still stands there; empty for a user's own. */
    public Optional<Attachment> source(String var) {
        return attachments.stream()
                .filter(attachment -> config.containsKey(var) && Values.same(var, config, attachment.vars()))
                .findFirst();
    }

    /** Whether a variable of the user says where what is called so is: nothing of that name is made. */
    public boolean isExternal(AttachmentName called) {
        String url = called + "_URL";
        return source(url).isEmpty() && !config.getOrDefault(url, "").isBlank();
    }

    /** The names of the variables of an attachment whose values stand there. */
    public List<String> standing(Attachment attachment) {
        return attachment.vars().keySet().stream()
                .filter(var -> Values.same(var, config, attachment.vars()))
                .toList();
    }

    /** The variables that are made of others for its manifest or for links, and those with a default value. */
    public Map<String, String> derived() {
        Map<String, String> derived = new TreeMap<>();
        for (Attachment attachment : attachments) {
            String scheme = attachment.split();
            if (scheme != null) {
                derived.putAll(new Template(config).parts(attachment.name(), scheme));
            }
        }
        if (!declared.isNothing()) {
            derived.putAll(declared.values(config));
        }
        derived.keySet().removeAll(config.keySet());
        return derived;
    }

    /** The attachment that a variable which is not set itself is a part of; empty for a default value, and a user's own. */
    public Optional<Attachment> origin(String var) {
        if (config.containsKey(var)) {
            return Optional.empty();
        }
        return attachments.stream()
                .filter(attachment -> Template.partNames(attachment.name()).contains(var)
                        || declared.refersTo(attachment.name(), var))
                .findFirst();
    }

    /** The variables that a program of its manifest does not see; empty when the manifest names no such program. */
    public Optional<Set<String>> hidden(String program) {
        return Optional.ofNullable(declared.programs().get(program)).map(one -> {
            Set<String> hidden = new TreeSet<>(declared.hidden(
                    one.resources(),
                    name -> attachment(name).map(own -> own.vars().keySet()).orElse(Set.of())));
            hidden.addAll(declared.unlisted(one, userConfig().keySet()));
            return hidden;
        });
    }

    /** The same app with another manifest. */
    public App declaring(Declared other) {
        return new App(id, name, createdAt, release, config, addons, attachments, other, expiresAt);
    }

    /** The same app with an end. */
    public App expiring(Instant end) {
        return new App(id, name, createdAt, release, config, addons, attachments, declared, end);
    }

    /** Whether it has expired: it goes with the last of its add-ons, and stays while one of them does. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now) && addons.stream().allMatch(addon -> addon.isExpired(now));
    }

    /** The variables that are the user's own. */
    public Map<String, String> userConfig() {
        Map<String, Secret> own = Values.secrets(config);
        own.keySet().removeIf(name -> source(name).isPresent());
        return Values.ofSecrets(own);
    }

    public Optional<Addon> addon(AddonName wanted) {
        return addons.stream().filter(addon -> addon.name().equals(wanted)).findFirst();
    }

    public Optional<Attachment> attachment(AttachmentName wanted) {
        return attachments.stream().filter(a -> a.name().equals(wanted)).findFirst();
    }

    /** Its attachments to add-ons of other apps. */
    public List<Attachment> borrowed() {
        return attachments.stream()
                .filter(attachment -> addon(attachment.addon()).isEmpty())
                .toList();
    }

    public List<Attachment> attachmentsOf(AddonName addon) {
        return attachments.stream().filter(a -> a.addon().equals(addon)).toList();
    }

    public App named(AppName other) {
        return new App(id, other, createdAt, release, config, addons, attachments, declared, expiresAt);
    }

    /** The same app at its next release with other variables. */
    public App released(Map<String, String> changed) {
        return new App(id, name, createdAt, release + 1, changed, addons, attachments, declared, expiresAt);
    }

    /** The same app at that release: one change is one release, whatever it is put together from. */
    public App atRelease(int number) {
        return new App(id, name, createdAt, number, config, addons, attachments, declared, expiresAt);
    }

    /** The same app at its next release, where an add-on that it owns or has attached is called otherwise. */
    public App renamed(AddonName from, Addon to) {
        List<Addon> owned = addons.stream()
                .map(addon -> addon.name().equals(from) ? to : addon)
                .toList();
        List<Attachment> all = attachments.stream()
                .map(attachment -> attachment.addon().equals(from) ? attachment.of(to.name()) : attachment)
                .toList();
        return new App(id, name, createdAt, release + 1, config, owned, all, declared, expiresAt);
    }

    /** The same app with one more add-on, or with another state of one that it has. */
    public App withAddon(Addon addon) {
        List<Addon> changed = new ArrayList<>(addons);
        changed.replaceAll(known -> known.name().equals(addon.name()) ? addon : known);
        if (!changed.contains(addon)) {
            changed.add(addon);
        }
        return new App(id, name, createdAt, release, config, changed, attachments, declared, expiresAt);
    }

    public App withoutAddon(AddonName gone) {
        List<Addon> changed =
                addons.stream().filter(addon -> !addon.name().equals(gone)).toList();
        return new App(id, name, createdAt, release, config, changed, attachments, declared, expiresAt);
    }

    /**
     * The same app at its next release with one more attachment and its variables in place: what stands there already
     * stays, unless it is to step aside.
     */
    public App attached(Attachment attachment) {
        Map<String, Secret> changed = Values.secrets(config);
        Values.secrets(attachment.vars()).forEach((name, value) -> {
            if (attachment.replaced().containsKey(name)) {
                changed.put(name, value);
            } else {
                changed.putIfAbsent(name, value);
            }
        });
        List<Attachment> all = new ArrayList<>(attachments);
        all.add(attachment);
        return new App(id, name, createdAt, release + 1, Values.ofSecrets(changed), addons, all, declared, expiresAt);
    }

    /** The same app with attachments in the place of those with their ids. */
    public App withAttachments(Collection<Attachment> changed) {
        List<Attachment> all = new ArrayList<>(attachments);
        for (Attachment attachment : changed) {
            all.replaceAll(before -> before.id().equals(attachment.id()) ? attachment : before);
        }
        return new App(id, name, createdAt, release, config, addons, all, declared, expiresAt);
    }

    /**
     * The same app at its next release with attachments in the place of those with their ids: of the variables change
     * exactly those that hold the value that the attachment before gave them.
     */
    public App rotated(Collection<Attachment> changed) {
        Map<String, Secret> values = Values.secrets(config);
        for (Attachment before : attachments) {
            changed.stream()
                    .filter(after -> after.id().equals(before.id()))
                    .forEach(after -> Values.secrets(after.vars()).forEach((var, value) -> {
                        if (Values.same(var, config, before.vars())) {
                            values.put(var, value);
                        }
                    }));
        }
        return withAttachments(changed).released(Values.ofSecrets(values));
    }

    /**
     * The same app at its next release with the variables of an attachment in place, as it should have set them. A user's
     * own values among them step aside, and come back when it is detached.
     */
    public App repaired(Attachment attachment, Map<String, String> vars) {
        Map<String, Secret> changed = Values.secrets(config);
        Map<String, Secret> replaced = Values.secrets(attachment.replaced());
        Values.secrets(attachment.vars()).forEach(changed::remove);
        Values.secrets(vars).forEach((name, value) -> {
            Secret own = changed.put(name, value);
            if (own != null && !own.equals(value)) {
                replaced.put(name, own);
            }
        });
        return withAttachments(List.of(attachment.with(vars, Values.ofSecrets(replaced))))
                .released(Values.ofSecrets(changed));
    }

    /**
     * The same app at its next release without an attachment: of its variables go exactly those that still hold its
     * value, and what a user had under their names comes back, or what another attachment sets that came later.
     */
    public App detached(Attachment gone) {
        Map<String, Secret> changed = Values.secrets(config);
        List<Attachment> rest =
                attachments.stream().filter(a -> !a.id().equals(gone.id())).toList();
        Map<String, Secret> replaced = Values.secrets(gone.replaced());
        Values.secrets(gone.vars()).forEach((name, value) -> {
            if (changed.remove(name, value)) {
                rest.stream()
                        .flatMap(other -> Stream.ofNullable(Values.secret(other.vars(), name)))
                        .findFirst()
                        .ifPresent(next -> changed.put(name, next));
                if (replaced.containsKey(name)) {
                    changed.put(name, replaced.get(name));
                }
            }
        });
        return new App(id, name, createdAt, release + 1, Values.ofSecrets(changed), addons, rest, declared, expiresAt);
    }
}
