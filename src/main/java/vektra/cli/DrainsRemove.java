package vektra.cli;

import vektra.addons.Drains;
import vektra.model.Drain;

/** Takes a drain of one app away. */
final class DrainsRemove extends AppCommand<Undelivered> implements Changing {
    private final Param<String> what = argument("NAME|URL", "the drain, or where it goes", text -> text);

    @Override
    Undelivered run(Invocation with) {
        Drains drains = new Drains(with.home());
        Drain drain = drains.ofApp(app(with), what.get());
        Undelivered left = Undelivered.of(drain, with);
        drains.remove(app(with), drain.name().value());
        return left;
    }

    @Override
    void print(Undelivered result, Output out) {
        out.line("Removed the drain " + result.drain().name() + result.words());
    }

    @Override
    Object json(Undelivered result) {
        return Views.map("drain", result.drain().name().value(), "changed", true, "undelivered", result.lines());
    }
}
