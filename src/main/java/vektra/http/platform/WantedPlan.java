package vektra.http.platform;

import vektra.addons.core.Installation;
import vektra.addons.services.Catalogue;
import vektra.http.request.Shape;
import vektra.model.Plan;
import vektra.model.PlanName;
import vektra.model.Service;

/** The plan that a request names: {@code service}, {@code service:plan} or the plan's id. */
final class WantedPlan {
    private WantedPlan() {}

    static PlanName of(Installation home, String text) {
        for (Service service : new Catalogue(home).all()) {
            for (Plan plan : service.plans()) {
                if (Shape.id("plan", service.name() + ":" + plan.name()).equals(text)) {
                    return new PlanName(service.name(), plan.name());
                }
            }
        }
        return PlanName.typed(text);
    }
}
