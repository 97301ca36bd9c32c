package vektra.cli.command;

import vektra.addons.resources.Resources;
import vektra.model.name.AppName;

/**
 * A command on resources: of an app, or of the rack, as {@code vektra rack resources} has it.
 *
 * @param <R> the result
 */
public abstract class ResourceCommand<R> extends AppCommand<R> {
    /** What {@code vektra rack resources …} stands for. */
    public static final String RACK = "--rack";

    private final Flag rack = flag(RACK, "of the rack, which belong to no app: vektra rack resources …");

    protected final boolean ofRack() {
        return rack.isSet();
    }

    /** Whose resources they are. */
    protected final AppName owner(Invocation with) {
        return ofRack() ? Resources.RACK : app(with);
    }

    protected final Resources resources(Invocation with) {
        return with.verbs().resources(owner(with));
    }
}
