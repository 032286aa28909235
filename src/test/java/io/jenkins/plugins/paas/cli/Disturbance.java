package io.jenkins.plugins.paas.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A command that dies on its way, and what somebody does before the next one comes.
 *
 * @param way what it was about to do
 * @param moment when it dies
 * @param hand what somebody does then
 */
record Disturbance(Way way, Moment moment, Hand hand) {
    /** Few steps take longer. */
    private static final int LONGEST_MILLIS = 3_000;

    /** Each way, ended after each of its saves, with each hand. */
    static List<Disturbance> matrix() {
        List<Disturbance> all = new ArrayList<>();
        for (Way way : Way.all()) {
            for (Moment moment : way.saved()) {
                for (Hand hand : Hand.values()) {
                    all.add(new Disturbance(way, moment, hand));
                }
            }
        }
        return all;
    }

    /** Ends at random moments, with nobody else there. */
    static List<Disturbance> kills(int count, Random random) {
        List<Way> ways = Way.all();
        return IntStream.range(0, count)
                .mapToObj(n -> kill(ways.get(n % ways.size()), random))
                .toList();
    }

    private static Disturbance kill(Way way, Random random) {
        int save = random.nextInt(way.saves().size());
        return new Disturbance(way, new Moment(save, 1 + random.nextInt(LONGEST_MILLIS)), Hand.NOBODY);
    }

    /** Some of both kinds, in which each way and each hand comes up. */
    static List<Disturbance> sample(Random random) {
        List<Way> ways = new ArrayList<>(Way.all());
        List<Hand> hands = new ArrayList<>(List.of(Hand.values()));
        Collections.shuffle(ways, random);
        Collections.shuffle(hands, random);
        List<Disturbance> some = new ArrayList<>();
        for (int n = 0; n < ways.size(); n++) {
            List<Moment> moments = ways.get(n).saved();
            some.add(new Disturbance(
                    ways.get(n), moments.get(random.nextInt(moments.size())), hands.get(n % hands.size())));
        }
        some.addAll(kills(2, random));
        return some;
    }

    /** Whether it shakes all Apps of the cluster, so that it must not run beside cases that say what somebody did to theirs. */
    boolean shakesAll() {
        return hand == Hand.CONTROLLERS;
    }

    @Override
    public String toString() {
        return way + "; killed " + moment.on(way) + "; " + hand;
    }
}
