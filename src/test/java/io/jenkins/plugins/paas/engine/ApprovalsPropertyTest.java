package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Rollout.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random people ask for random moves in random order; a gate is left only when enough different ones who may have agreed. */
class ApprovalsPropertyTest {
    private static final int WORLDS = 15;
    private static final int WORDS = 14;
    private static final List<String> MAY = List.of("alice", "bob", "carl", "anna");
    private static final List<String> MAY_NOT = List.of("dave", "eve");
    private static final List<String> STRATEGIES = List.of("rolling", "manual", "canary");
    private static final String AUTHOR = "anna";

    @TempDir
    private Path folder;

    private record Word(String user, Move move) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noSequenceLeavesAGateWithFewerPersonsThanAsked(long seed) {
        Random random = new Random(seed);
        int left = 0;
        for (int each = 0; each < WORLDS; each++) {
            int count = 1 + random.nextInt(3);
            World world = atTheGate("seed-" + seed + "-" + each, count, one(random, STRATEGIES));
            List<Word> said = new ArrayList<>();
            for (int word = 0; word < WORDS && step(world).isGate(); word++) {
                Instant gate = gate(world);
                String user = random.nextInt(3) > 0 ? one(random, MAY) : one(random, MAY_NOT);
                Grant grant = grant(random);
                said.add(new Word(user, new Move.Promote(grant)));
                boolean moved = !promote(world, user, grant)
                        && (!step(world).isGate() || !gate(world).equals(gate));
                if (moved) {
                    left++;
                    assertThat(agreeing(said, new Move.Promote(grant)))
                            .as("%s for %s, %d asked", said, grant, count)
                            .isGreaterThanOrEqualTo(count);
                    said.clear();
                }
            }
        }
        assertThat(left).isGreaterThan(WORLDS / 3);
    }

    /** Counted in the simplest way: who is no author and may, and agreed to at least that. */
    private static long agreeing(List<Word> said, Move move) {
        return said.stream()
                .filter(word -> MAY.contains(word.user()) && !word.user().equals(AUTHOR))
                .filter(word -> word.move().covers(move))
                .map(Word::user)
                .distinct()
                .count();
    }

    /** Whether it was refused. */
    private static boolean promote(World world, String user, Grant grant) {
        String[] groups = MAY.contains(user) ? new String[] {"managers"} : new String[] {"developers"};
        try {
            world.as(user, groups)
                    .engine()
                    .promote()
                    .run(new Promote.Request(world.place("test-1"), grant, false, false));
            return false;
        } catch (PaasException e) {
            assertThat(e.code()).isIn("E_NOT_APPROVED", "E_NO_PARTS");
            return true;
        }
    }

    private static Grant grant(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Grant.More(1 + random.nextInt(2));
            case 1 -> new Grant.Share(25 * (1 + random.nextInt(4)));
            default -> new Grant.All();
        };
    }

    private static String one(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static Rollout rollout(World world) {
        return world.test().rollouts.load(world.ref()).orElseThrow().rollout();
    }

    private static Step step(World world) {
        return rollout(world).step();
    }

    private static Instant gate(World world) {
        return rollout(world).gateSince();
    }

    private World atTheGate(String name, int count, String strategy) {
        World world = new World(folder.resolve(name)).as(AUTHOR, "managers");
        world.controlled();
        world.quota("pods", "100", "4");
        world.app("port: 8080", "replicas: 4").deploy();
        world.platform("approvals: {test: {by: [managers], count: " + count + ", notByAuthor: true}}");
        world.app("port: 8080", "replicas: 4", "strategy: " + strategy).commit(World.COMMIT_B, "two");
        world.deploy();
        return world;
    }
}
