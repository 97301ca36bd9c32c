package vektra.dryrun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.PlannedStep;
import vektra.model.PlannedStep.Action;
import vektra.model.addon.Resource;
import vektra.model.name.AddonName;
import vektra.model.name.Id;

/**
 * The steps of one dry run, in order. Things are written down by their ids, since some get their names later, and are
 * called by what is known of them in the end.
 */
public final class PlannedSteps {
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Map<String, String> things = new LinkedHashMap<>();
    private final Map<String, String> fresh = new LinkedHashMap<>();

    void add(Action action, String target, String detail) {
        steps.add(new PlannedStep(action, target, detail));
    }

    /** What a thing is called where its id was written down. */
    void call(Id id, String name) {
        things.put(id.value(), name);
    }

    void callUnlessKnown(Id id, String name) {
        things.putIfAbsent(id.value(), name);
    }

    /** The id of the resource's add-on, which is called by its name in the end. */
    String named(Resource resource) {
        callUnlessKnown(resource.id(), "an add-on of " + resource.label());
        return resource.id().value();
    }

    /** A name that this dry run picked: a real run picks another, so that only its beginning is shown. */
    void picked(AddonName name) {
        fresh.put(name.value(), name.value().replaceFirst("-[a-z]+-\\d+$", "-…"));
    }

    /** What would be done, in order. */
    public List<PlannedStep> steps() {
        return steps.stream()
                .map(step -> new PlannedStep(step.action(), called(step.target()), called(step.detail())))
                .toList();
    }

    private String called(String text) {
        String called = text;
        for (Map<String, String> names : List.of(things, fresh)) {
            for (Map.Entry<String, String> name : names.entrySet()) {
                called = called.replace(name.getKey(), name.getValue());
            }
        }
        return called;
    }
}
