package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vektra.addons.Await;
import vektra.addons.core.Installation;
import vektra.addons.core.Tenant;
import vektra.addons.doctor.Finding.What;
import vektra.spi.Store;

/** Add-ons that were to be made in the background, and whose maker failed or is gone. */
public final class ProvisioningCheck implements Doctor.Check {

    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        for (Tenant tenant : visit.scene().tenants()) {
            if (!tenant.addon().isReady() && isAlone(visit.home(), tenant)) {
                String state = tenant.addon().state().name().toLowerCase(Locale.ROOT);
                found.add(Finding.of(
                        tenant,
                        What.RESOURCE,
                        tenant.addon().name() + " is not provisioned: its state is " + state
                                + ", and no process is working on it",
                        () -> new Await(visit.home())
                                .addon(tenant.addon().name().value(), null)));
            }
        }
        return found;
    }

    /** Whether no process is working on it just now. */
    private static boolean isAlone(Installation home, Tenant tenant) {
        Optional<Store.Session> session = home.open(tenant.locks(), false);
        session.ifPresent(Store.Session::close);
        return session.isPresent()
                && tenant.now(home.store().read())
                        .filter(now -> !now.addon().isReady())
                        .isPresent();
    }
}
