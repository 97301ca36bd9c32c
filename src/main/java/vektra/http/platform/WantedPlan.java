package vektra.http.platform;

import vektra.addons.verbs.Verbs;
import vektra.http.request.DerivedId;
import vektra.model.name.PlanName;
import vektra.model.service.Plan;
import vektra.model.service.Service;

/** The plan that a request names: {@code service}, {@code service:plan} or the plan's id. */
final class WantedPlan {
    private WantedPlan() {}

    static PlanName of(Verbs verbs, String text) {
        for (Service service : verbs.catalogue().all()) {
            for (Plan plan : service.plans()) {
                if (DerivedId.of("plan", service.name() + ":" + plan.name()).equals(text)) {
                    return new PlanName(service.name(), plan.name());
                }
            }
        }
        return PlanName.typed(text);
    }
}
