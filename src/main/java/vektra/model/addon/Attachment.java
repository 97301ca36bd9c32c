package vektra.model.addon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Values;

/**
 * An add-on as one app sees it.
 *
 * @param retiring earlier credentials that still work for a while
 * @param vars the config vars it set, with the values it gave them
 * @param replaced user values that stood under those names and come back when it is detached
 * @param split what a URL of it begins with where the service gives it none, when the parts of its URL are variables as well;
 *     null when they are not
 */
public record Attachment(
        Id id,
        AttachmentName name,
        AddonName addon,
        ServiceName service,
        Instant createdAt,
        Credentials credentials,
        List<Retiring> retiring,
        Map<String, String> vars,
        Map<String, String> replaced,
        @Nullable String split) {
    public Attachment {
        retiring = List.copyOf(retiring);
        vars = Values.of(vars);
        replaced = Values.of(replaced);
    }

    /** One that has had no other credentials. */
    public Attachment(
            Id id,
            AttachmentName name,
            AddonName addon,
            ServiceName service,
            Instant createdAt,
            Credentials credentials,
            Map<String, String> vars,
            Map<String, String> replaced) {
        this(id, name, addon, service, createdAt, credentials, List.of(), vars, replaced, null);
    }

    /** Whether a word is its name, in any case, or its id. */
    public boolean isCalled(String word) {
        return name.value().equalsIgnoreCase(word.replace('-', '_'))
                || id.value().equals(word);
    }

    /** Whether a word is, in any case, the name of a config var that it set. */
    public boolean sets(String word) {
        return vars.containsKey(word.toUpperCase(Locale.ROOT));
    }

    /** The variable called after it, else another one that holds a URL; null where none does. */
    public @Nullable String url() {
        String own = vars.get(name + "_URL");
        return own != null
                ? own
                : vars.entrySet().stream()
                        .filter(var ->
                                var.getKey().endsWith("_URL") && var.getValue().contains("://"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** The ids of all credentials that open its add-on: those in use, then the retiring ones. */
    public List<Id> credentialIds() {
        List<Id> ids = new ArrayList<>(List.of(credentials.id()));
        retiring.forEach(old -> ids.add(old.id()));
        return ids;
    }

    /** The same attachment with other credentials and the values they give its variables. */
    public Attachment with(Credentials fresh, Map<String, String> values) {
        return new Attachment(id, name, addon, service, createdAt, fresh, retiring, values, replaced, split);
    }

    /** The same attachment of an add-on that is called otherwise by now. */
    public Attachment of(AddonName renamed) {
        return new Attachment(id, name, renamed, service, createdAt, credentials, retiring, vars, replaced, split);
    }

    /** The same attachment with these earlier credentials still working. */
    public Attachment retiring(List<Retiring> earlier) {
        return new Attachment(id, name, addon, service, createdAt, credentials, earlier, vars, replaced, split);
    }

    /** The same attachment with other variables. */
    public Attachment with(Map<String, String> otherVars, Map<String, String> otherReplaced) {
        return new Attachment(
                id, name, addon, service, createdAt, credentials, retiring, otherVars, otherReplaced, split);
    }

    /** The same attachment, with the parts of its URL as variables or without. */
    public Attachment split(@Nullable String scheme) {
        return new Attachment(id, name, addon, service, createdAt, credentials, retiring, vars, replaced, scheme);
    }
}
