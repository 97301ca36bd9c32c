package vektra.cli;

import vektra.addons.Spaces;
import vektra.model.SpaceName;

/** Gives a space tags and takes others away. */
final class SpacesTag extends VektraCommand<Spaces.Changed> implements Changing {
    private final Param<SpaceName> name = argument("SPACE", "the space", SpaceName::new);
    private final TagParams tags = new TagParams(this);

    @Override
    Spaces.Changed run(Invocation with) {
        return new Spaces(with.home()).tag(name.get(), tags.more(), tags.gone());
    }

    @Override
    void print(Spaces.Changed result, Output out) {
        out.line((result.already() ? "Nothing to do; tags" : "Tags") + " of the space "
                + result.space().name() + ": " + TagParams.words(result.space().tags()));
    }

    @Override
    Object json(Spaces.Changed result) {
        return TagParams.json(result);
    }
}
