package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vektra.addons.Await;
import vektra.addons.core.Engine;
import vektra.addons.core.OwnedAddon;
import vektra.addons.doctor.Finding.What;
import vektra.spi.Store;

/** Add-ons that were to be made in the background, and whose maker failed or is gone. */
record ProvisioningCheck(Engine engine, Await await) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        for (OwnedAddon owned : visit.scene().addons()) {
            if (!owned.addon().isReady() && isAlone(owned)) {
                String state = owned.addon().state().name().toLowerCase(Locale.ROOT);
                found.add(Finding.of(
                        owned,
                        What.RESOURCE,
                        owned.addon().name() + " is not provisioned: its state is " + state
                                + ", and no process is working on it",
                        () -> await.addon(owned.addon().name().value(), null)));
            }
        }
        return found;
    }

    /** Whether no process is working on it just now. */
    private boolean isAlone(OwnedAddon owned) {
        Optional<Store.Session> session = engine.open(owned.locks(), false);
        session.ifPresent(Store.Session::close);
        return session.isPresent()
                && owned.now(engine.read())
                        .filter(now -> !now.addon().isReady())
                        .isPresent();
    }
}
