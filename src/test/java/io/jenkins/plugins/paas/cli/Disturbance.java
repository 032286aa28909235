package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.cli.Moment.AfterSave;
import io.jenkins.plugins.paas.cli.Moment.At;
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
    /** No way saves more often. */
    private static final int SAVES = 16;
    /** No way takes longer. */
    private static final int LONGEST_MILLIS = 12_000;

    /** Each way, ended after each of its saves, with each hand. Saves that a way never comes to are left out as they show. */
    static List<Disturbance> matrix() {
        List<Disturbance> all = new ArrayList<>();
        for (Way way : Way.all()) {
            for (int save = 1; save <= SAVES; save++) {
                for (Hand hand : Hand.values()) {
                    all.add(new Disturbance(way, new AfterSave(save), hand));
                }
            }
        }
        return all;
    }

    /** Ends at random moments, with nobody else there. */
    static List<Disturbance> kills(int count, Random random) {
        List<Way> ways = Way.all();
        return IntStream.range(0, count)
                .mapToObj(n ->
                        new Disturbance(ways.get(n % ways.size()), new At(random.nextInt(LONGEST_MILLIS)), Hand.NOBODY))
                .toList();
    }

    /** Some of both kinds, in which each way and each hand comes up. */
    static List<Disturbance> sample(Random random) {
        List<Way> ways = new ArrayList<>(Way.all());
        List<Hand> hands = new ArrayList<>(List.of(Hand.values()));
        Collections.shuffle(ways, random);
        Collections.shuffle(hands, random);
        List<Disturbance> some = new ArrayList<>();
        for (int n = 0; n < ways.size(); n++) {
            // Each way saves at least twice.
            some.add(new Disturbance(
                    ways.get(n), new AfterSave(1 + random.nextInt(2 + n % 3)), hands.get(n % hands.size())));
        }
        some.addAll(kills(2, random));
        return some;
    }

    @Override
    public String toString() {
        return way + "; killed " + moment + "; " + hand;
    }
}
