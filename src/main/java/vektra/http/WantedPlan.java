package vektra.http;

import org.jspecify.annotations.Nullable;
import vektra.addons.Catalogue;
import vektra.addons.Installation;
import vektra.model.Plan;
import vektra.model.Service;
import vektra.model.ServiceName;

/**
 * The plan that a request names: {@code service}, {@code service:plan} or the plan's id.
 *
 * @param plan null for the service's default
 */
record WantedPlan(ServiceName service, @Nullable String plan) {
    static WantedPlan of(Installation home, String text) {
        for (Service service : new Catalogue(home).all()) {
            for (Plan plan : service.plans()) {
                if (Shape.id("plan", service.name() + ":" + plan.name()).equals(text)) {
                    return new WantedPlan(service.name(), plan.name());
                }
            }
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new WantedPlan(new ServiceName(text), null)
                : new WantedPlan(new ServiceName(text.substring(0, colon)), text.substring(colon + 1));
    }
}
