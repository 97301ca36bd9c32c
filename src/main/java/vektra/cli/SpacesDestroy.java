package vektra.cli;

import vektra.addons.Spaces;
import vektra.model.SpaceName;

/** Forgets a space that no app is in. */
final class SpacesDestroy extends VektraCommand<SpaceName> implements Changing {
    private final Param<SpaceName> name = argument("SPACE", "the space", SpaceName::new);

    @Override
    SpaceName run(Invocation with) {
        new Spaces(with.home()).destroy(name.get());
        return name.get();
    }

    @Override
    void print(SpaceName gone, Output out) {
        out.line("Destroyed the space " + gone);
    }

    @Override
    Object json(SpaceName gone) {
        return Views.map("space", gone.value());
    }
}
