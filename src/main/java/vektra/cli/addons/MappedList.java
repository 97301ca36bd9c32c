package vektra.cli.addons;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/** A list whose elements are made each time they are asked for, so that a long one is never held twice. */
final class MappedList<A, B> extends AbstractList<B> {
    private final List<A> of;
    private final Function<A, B> made;

    MappedList(List<A> of, Function<A, B> made) {
        this.of = of;
        this.made = made;
    }

    @Override
    public B get(int index) {
        return made.apply(of.get(index));
    }

    @Override
    public int size() {
        return of.size();
    }
}
