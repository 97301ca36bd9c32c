package vektra.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An app: its config vars, the add-ons it owns and those attached to it.
 *
 * @param release the number of its current release, from 1
 * @param config every config var as the app sees it, the user's and the attachments' together, sorted by name
 */
public record App(
        Id id,
        AppName name,
        Instant createdAt,
        int release,
        Map<String, String> config,
        List<Addon> addons,
        List<Attachment> attachments) {

    public App {
        config = new TreeMap<>(config);
        addons = List.copyOf(addons);
        attachments = List.copyOf(attachments);
    }

    /** The attachment that set a variable and whose value still stands there; empty for a user's own. */
    public Optional<Attachment> source(String var) {
        String value = config.get(var);
        return attachments.stream()
                .filter(attachment ->
                        value != null && value.equals(attachment.vars().get(var)))
                .findFirst();
    }

    /** The variables that are the user's own. */
    public Map<String, String> userConfig() {
        Map<String, String> own = new TreeMap<>(config);
        own.keySet().removeIf(name -> source(name).isPresent());
        return own;
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
        return new App(id, other, createdAt, release, config, addons, attachments);
    }

    /** The same app at its next release with other variables. */
    public App released(Map<String, String> changed) {
        return new App(id, name, createdAt, release + 1, changed, addons, attachments);
    }

    /** The same app at that release: one change is one release, whatever it is put together from. */
    public App atRelease(int number) {
        return new App(id, name, createdAt, number, config, addons, attachments);
    }

    /** The same app at its next release, where an add-on that it owns or has attached is called otherwise. */
    public App renamed(AddonName from, Addon to) {
        List<Addon> owned = addons.stream()
                .map(addon -> addon.name().equals(from) ? to : addon)
                .toList();
        List<Attachment> all = attachments.stream()
                .map(attachment -> attachment.addon().equals(from) ? attachment.of(to.name()) : attachment)
                .toList();
        return new App(id, name, createdAt, release + 1, config, owned, all);
    }

    /** The same app with one more add-on, or with another state of one that it has. */
    public App withAddon(Addon addon) {
        List<Addon> changed = new ArrayList<>(addons);
        changed.replaceAll(known -> known.name().equals(addon.name()) ? addon : known);
        if (!changed.contains(addon)) {
            changed.add(addon);
        }
        return new App(id, name, createdAt, release, config, changed, attachments);
    }

    public App withoutAddon(AddonName gone) {
        List<Addon> changed =
                addons.stream().filter(addon -> !addon.name().equals(gone)).toList();
        return new App(id, name, createdAt, release, config, changed, attachments);
    }

    /** The same app at its next release with one more attachment and its variables in place. */
    public App attached(Attachment attachment) {
        Map<String, String> changed = new TreeMap<>(config);
        changed.putAll(attachment.vars());
        List<Attachment> all = new ArrayList<>(attachments);
        all.add(attachment);
        return new App(id, name, createdAt, release + 1, changed, addons, all);
    }

    /** The same app with attachments in the place of those with their ids. */
    public App withAttachments(Collection<Attachment> changed) {
        List<Attachment> all = new ArrayList<>(attachments);
        for (Attachment attachment : changed) {
            all.replaceAll(before -> before.id().equals(attachment.id()) ? attachment : before);
        }
        return new App(id, name, createdAt, release, config, addons, all);
    }

    /**
     * The same app at its next release with attachments in the place of those with their ids: of the variables change
     * exactly those that hold the value that the attachment before gave them.
     */
    public App rotated(Collection<Attachment> changed) {
        Map<String, String> values = new TreeMap<>(config);
        for (Attachment before : attachments) {
            changed.stream()
                    .filter(after -> after.id().equals(before.id()))
                    .forEach(after -> after.vars().forEach((var, value) -> {
                        if (Objects.equals(config.get(var), before.vars().get(var))) {
                            values.put(var, value);
                        }
                    }));
        }
        return withAttachments(changed).released(values);
    }

    /**
     * The same app at its next release with the variables of an attachment in place, as it should have set them. A user's
     * own values among them step aside, and come back when it is detached.
     */
    public App repaired(Attachment attachment, Map<String, String> vars) {
        Map<String, String> changed = new TreeMap<>(config);
        Map<String, String> replaced = new TreeMap<>(attachment.replaced());
        attachment.vars().forEach(changed::remove);
        vars.forEach((name, value) -> {
            String own = changed.put(name, value);
            if (own != null && !own.equals(value)) {
                replaced.put(name, own);
            }
        });
        return withAttachments(List.of(attachment.with(vars, replaced))).released(changed);
    }

    /**
     * The same app at its next release without an attachment: of its variables go exactly those that still hold its
     * value, and what a user had under their names comes back.
     */
    public App detached(Attachment gone) {
        Map<String, String> changed = new TreeMap<>(config);
        gone.vars().forEach((name, value) -> {
            if (changed.remove(name, value) && gone.replaced().containsKey(name)) {
                changed.put(name, gone.replaced().get(name));
            }
        });
        List<Attachment> rest =
                attachments.stream().filter(a -> !a.id().equals(gone.id())).toList();
        return new App(id, name, createdAt, release + 1, changed, addons, rest);
    }
}
