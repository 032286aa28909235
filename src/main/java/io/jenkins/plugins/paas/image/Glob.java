package io.jenkins.plugins.paas.image;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern with wildcards. It is tried in all ways at once, so that no pattern takes longer than its length times that of
 * the text; a regular expression with many stars would take for ever.
 */
final class Glob {
    /** How a step of the pattern behaves. */
    private enum Kind {
        /** Takes one character. */
        ONE,
        /** Takes any number of characters. */
        MANY,
        /** Begins a double star that is followed by a slash: nothing, or whole folders. */
        FOLDERS,
        /** What lies within those folders. */
        WITHIN
    }

    private record Step(Kind kind, IntPredicate takes) {}

    private final List<Step> steps;

    private Glob(List<Step> steps) {
        this.steps = steps;
    }

    /** Collects the steps of a pattern. */
    static final class Builder {
        private final List<Step> steps = new ArrayList<>();

        Builder one(IntPredicate takes) {
            steps.add(new Step(Kind.ONE, takes));
            return this;
        }

        Builder many(IntPredicate takes) {
            steps.add(new Step(Kind.MANY, takes));
            return this;
        }

        Builder folders() {
            steps.add(new Step(Kind.FOLDERS, c -> false));
            steps.add(new Step(Kind.WITHIN, c -> true));
            return this;
        }

        Glob build() {
            return new Glob(List.copyOf(steps));
        }
    }

    /** The same read from right to left; only for patterns without folders. */
    Glob reversed() {
        List<Step> turned = new ArrayList<>(steps);
        Collections.reverse(turned);
        return new Glob(turned);
    }

    boolean matches(String text) {
        return ends(text, 0).get(text.length());
    }

    /** Whether a longer text that begins with this one may match. */
    boolean mayGoOnAfter(String start) {
        BitSet states = begin();
        for (int c : start.codePoints().toArray()) {
            states = after(states, c);
        }
        states.clear(steps.size());
        return !states.isEmpty();
    }

    /** Where matches that begin at a place may end. */
    BitSet ends(String text, int from) {
        BitSet ends = new BitSet();
        BitSet states = begin();
        int position = from;
        while (!states.isEmpty()) {
            if (states.get(steps.size())) {
                ends.set(position);
            }
            if (position == text.length()) {
                break;
            }
            int c = text.codePointAt(position);
            states = after(states, c);
            position += Character.charCount(c);
        }
        return ends;
    }

    private BitSet begin() {
        BitSet states = new BitSet();
        states.set(0);
        skip(states);
        return states;
    }

    /** Adds the states that are reached without taking a character. */
    private void skip(BitSet states) {
        for (int i = states.nextSetBit(0); i >= 0 && i < steps.size(); i = states.nextSetBit(i + 1)) {
            Kind kind = steps.get(i).kind();
            if (kind == Kind.MANY) {
                states.set(i + 1);
            } else if (kind == Kind.FOLDERS) {
                states.set(i + 1);
                states.set(i + 2);
            }
        }
    }

    private BitSet after(BitSet states, int c) {
        BitSet next = new BitSet();
        for (int i = states.nextSetBit(0); i >= 0 && i < steps.size(); i = states.nextSetBit(i + 1)) {
            Step step = steps.get(i);
            if (!step.takes().test(c)) {
                continue;
            }
            next.set(step.kind() == Kind.ONE ? i + 1 : i);
            if (step.kind() == Kind.WITHIN && c == '/') {
                next.set(i + 1);
            }
        }
        skip(next);
        return next;
    }
}
