package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedResource;
import vektra.model.app.Storage;
import vektra.model.service.Plan;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * The options of a resource as manifests have them: some mean something here, some have no effect, and what promises more
 * than there is, is refused.
 */
final class ResourceOptions {
    private static final String VERSION = "version";
    private static final String PLAN = "plan";
    private static final String STORAGE = "storage";
    private static final String ALLOCATED = "allocatedstorage";
    private static final String GUARD = "deletionprotection";
    private static final String IMAGE = "image";

    /** What describes hardware, maintenance or access that is another here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "allowmajorversionupgrade",
            "autominorversionupgrade",
            "backupretentionperiod",
            "class",
            "cpu",
            "database",
            "family",
            "iops",
            "instancetype",
            "maxconnections",
            "mem",
            "nodes",
            "numcacheclusters",
            "numcachenodes",
            "owner-gid",
            "owner-uid",
            "parametergroupname",
            "password",
            "path",
            "permissions",
            "preferredbackupwindow",
            "preferredmaintenancewindow",
            "storagetype",
            "subnets",
            "tags",
            "transitencryption",
            "username",
            "vpc");

    private static final Map<String, String> REFUSED = Map.of(
            "encrypted", "the disk of this machine is not encrypted by Vektra",
            "durable", "there is one server, and no standby",
            "multiaz", "there is one server, and no standby",
            "automaticfailoverenabled", "there is one server, and no standby",
            "versioning", "no versions of objects are kept",
            "readsourcedb", "there are no replicas",
            "import", "no data is imported from elsewhere",
            "snapshot", "no data is imported from elsewhere",
            "databasesnapshotidentifier", "no data is imported from elsewhere");

    private final WantedResource resource;
    private final Service service;
    private final Interpolation values;
    private final Map<String, String> own = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();
    private @Nullable Value version;
    private @Nullable Value image;
    private String plan = "";
    private boolean guarded;
    private @Nullable Storage storage;

    ResourceOptions(WantedResource resource, Service service, Interpolation values) {
        this.resource = resource;
        this.service = service;
        this.values = values;
        resource.options().forEach((name, value) -> take(name, value));
        if (!own.isEmpty() && !plan(service).dedicated()) {
            String first = own.keySet().iterator().next();
            throw Form.wrong(
                    resource.options()
                            .getOrDefault(first, new Value(resource.at(), ""))
                            .at(),
                    first + " is an option of the server, which " + service.name() + ":"
                            + plan(service).name() + " shares between apps",
                    "set it under services, or use the plan " + Plan.DEDICATED);
        }
    }

    private void take(String name, Value value) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
        String text = values.of(value);
        String refusal = REFUSED.get(plain);
        boolean is = !text.equalsIgnoreCase("false");
        if (refusal != null) {
            if (is) {
                throw Form.wrong(
                        value.at(),
                        name + " of " + resource.name() + " is not supported: " + refusal,
                        "remove it, or set a server that supports it in the variable " + resource.attachment()
                                + "_URL");
            }
        } else if (plain.equals(VERSION)) {
            version = new Value(value.at(), text);
        } else if (plain.equals(IMAGE)) {
            image = new Value(value.at(), text);
        } else if (plain.equals(PLAN)) {
            plan = planNamed(new Value(value.at(), text));
        } else if (plain.equals(GUARD)) {
            guarded = is;
        } else if (plain.equals(STORAGE) || plain.equals(ALLOCATED)) {
            storage = Storage.of(text)
                    .orElseThrow(() -> Form.wrong(
                            value.at(),
                            name + " of " + resource.name() + " is " + Shown.quoted(text),
                            "a number of GB, such as 20, or a size such as 500MB"));
        } else if (WITHOUT_EFFECT.contains(plain) && service.option(name).isEmpty()) {
            without.add(name);
        } else {
            own.put(name, checked(name, new Value(value.at(), text)));
        }
    }

    private String planNamed(Value value) {
        return Kinds.plan(service, new Value(value.at(), service.name() + ":" + value.text()), false);
    }

    private String checked(String name, Value value) {
        if (service.option(name).isEmpty()) {
            throw unknown(name, value);
        }
        return ServiceOptions.checked(service, name, value);
    }

    private VektraException unknown(String name, Value value) {
        Set<String> known = new TreeSet<>(Set.of(VERSION, PLAN, STORAGE, "deletionProtection"));
        service.options().stream()
                .filter(ServiceOption::forAddons)
                .map(ServiceOption::name)
                .forEach(known::add);
        return Form.wrong(
                value.at(),
                "unknown option " + Shown.quoted(name) + " of " + resource.name(),
                Nearest.hint(name, known));
    }

    /** The plan that is asked for; empty when none is. */
    String plan() {
        if (!plan.isEmpty() || resource.type() == null) {
            return plan;
        }
        return Kinds.plan(service, resource.type(), resource.mark(WantedResource.Mark.FOREIGN_PLAN) != null);
    }

    private Plan plan(Service of) {
        String named = plan();
        return named.isEmpty() ? of.defaultPlan() : of.plan(named);
    }

    /** The options of the add-on's own server. */
    Map<String, String> own() {
        return own;
    }

    @Nullable
    Value version() {
        return version;
    }

    @Nullable
    Value image() {
        return image;
    }

    boolean guarded() {
        return guarded;
    }

    /** How much its data should be at most; null where that is not said. */
    @Nullable
    Storage storage() {
        return storage;
    }

    /** What of it has no effect here, in one sentence; empty when everything has. */
    String note() {
        String names = String.join(", ", new TreeSet<>(without));
        return without.isEmpty()
                ? ""
                : names + " of " + resource.name() + (without.size() == 1 ? " has" : " have") + " no effect here";
    }
}
