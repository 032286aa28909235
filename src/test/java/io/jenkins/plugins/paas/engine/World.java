package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImageFiles;
import io.jenkins.plugins.paas.image.ImagePlanner;
import io.jenkins.plugins.paas.image.Images;
import io.jenkins.plugins.paas.image.KnownRoots;
import io.jenkins.plugins.paas.image.Templates;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.AuditLog;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.ConfigStore;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.port.Preflight;
import io.jenkins.plugins.paas.port.ReleaseStore;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.port.Sequence;
import io.jenkins.plugins.paas.port.Voucher;
import io.jenkins.plugins.paas.rollout.RolloutMachine;
import io.jenkins.plugins.paas.spec.SpecReader;
import io.jenkins.plugins.paas.spec.Targets;
import io.jenkins.plugins.paas.testing.FakeAuditLog;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.FakeConfigStore;
import io.jenkins.plugins.paas.testing.FakeDockerfileBuilder;
import io.jenkins.plugins.paas.testing.FakeImageBuilder;
import io.jenkins.plugins.paas.testing.FakeImageContents;
import io.jenkins.plugins.paas.testing.FakeLock;
import io.jenkins.plugins.paas.testing.FakeRegistry;
import io.jenkins.plugins.paas.testing.FakeReleaseStore;
import io.jenkins.plugins.paas.testing.FakeRolloutStore;
import io.jenkins.plugins.paas.testing.FakeSequence;
import io.jenkins.plugins.paas.testing.FakeSourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Everything around the engine, in memory: a checkout, a registry, two clusters, time. */
final class World {
    static final String COMMIT_A = "a".repeat(40);
    static final String COMMIT_B = "b".repeat(40);

    private static final Images WITHOUT_FILES =
            name -> new BaseImage(name, ImageConfig.EMPTY, () -> new ImageFiles("the image " + name));

    private static final String PLATFORM = """
        registries:
          main: {url: registry.example.com/apps}
        clusters:
          test-1: {id: 1, environment: test, context: test-1, namespace: "{{team}}", registry: main, createNamespace: true}
          prod-1: {id: 2, environment: prod, context: prod-1, namespace: "{{team}}", registry: main, createNamespace: true}
        """;

    final Path folder;
    final FakeSourceTree source = new FakeSourceTree().at(COMMIT_A);
    final FakeRegistry registry = new FakeRegistry();
    /** Happens whenever somebody is about to ask the registry. */
    Runnable onAskRegistry = () -> {};

    final FakeImageBuilder builder = new FakeImageBuilder(registry);
    final FakeImageContents contents = new FakeImageContents();
    FakeDockerfileBuilder containers = new FakeDockerfileBuilder(Optional.empty());
    final Map<String, There> clusters = new ConcurrentHashMap<>();
    final MovedClock clock = new MovedClock(() -> clusters.values().forEach(There::tick));
    final List<Event> events = new CopyOnWriteArrayList<>();
    /** Hears of each event at the moment in which it is told. */
    EventSink listener = event -> {};

    final List<String> commands = new CopyOnWriteArrayList<>();
    Platform platform = SpecReader.platform("platform.yaml", PLATFORM);
    Actor.Identity who = new Actor.Identity("system:serviceaccount:trade:ci", List.of("system:authenticated"));
    Optional<Actor.Claim> claim = Optional.of(new Actor.Claim("shell", "ann", ""));
    Voucher voucher = Voucher.NOBODY;
    private List<Preflight.Quota> quotas =
            List.of(new Preflight.Quota("team", "limits.memory", "1Mi", Optional.of("0")));
    private Supplier<Preflight.Nodes> nodes = () -> nodes(node("large", "1000", "1000Gi", "1000"));
    private final Set<String> forbidden = new HashSet<>(Set.of("pods/log"));
    int exitCode;
    String holder = "ann@host:1";
    Deploy.AtGate atGate = Deploy.AtGate.LEAVE;

    private List<String> settings = new ArrayList<>(List.of("port: 8080"));

    World(Path folder) {
        this.folder = folder;
        write("Dockerfile", "FROM registry.example.com/base:1\nCOPY program /program\n");
        write("program", "one");
    }

    /** All that one cluster keeps. */
    static final class There {
        final ScriptedCluster cluster = new ScriptedCluster();
        Optional<FakeCluster> controlled = Optional.empty();
        final FakeRolloutStore rollouts = new FakeRolloutStore();
        final FakeReleaseStore releases = new FakeReleaseStore();
        final FakeConfigStore configs = new FakeConfigStore();
        final FakeLock lock = new FakeLock();
        final FakeAuditLog audit = new FakeAuditLog();
        final FakeSequence sequence = new FakeSequence();

        void tick() {
            cluster.tick();
            controlled.ifPresent(FakeCluster::settle);
        }

        List<Rollout.Step> steps() {
            return rollouts.history().stream().map(Rollout::step).toList();
        }
    }

    /** The platform's file has these lines, too. */
    World platform(String... lines) {
        platform = SpecReader.platform("platform.yaml", PLATFORM + String.join("\n", lines) + "\n");
        return this;
    }

    /** From now on somebody else runs the commands. */
    World as(String user, String... groups) {
        who = new Actor.Identity(user, List.of(groups));
        return this;
    }

    There test() {
        return there("test-1");
    }

    /** In place of the scripted cluster one whose controllers do what gates rely on. */
    FakeCluster controlled() {
        FakeCluster whole = new FakeCluster(clock.withZone(ZoneOffset.UTC)).settlesByItself();
        test().controlled = Optional.of(whole);
        return whole;
    }

    /** Somebody else does this, once, while we stay at a gate. */
    void onceWaiting(Runnable deed) {
        onceAt(Rollout.Step.AT_GATE, deed);
    }

    /** Somebody else does this, once, while a Rollout stands at that step and we wait. */
    void onceAt(Rollout.Step step, Runnable deed) {
        clock.onNextTick(() -> {
            boolean there = test().rollouts
                    .load(ref())
                    .filter(saved -> saved.rollout().step() == step)
                    .isPresent();
            if (there) {
                deed.run();
            }
            return there;
        });
    }

    /** Somebody writes into the record that the Rollout is to be turned back. */
    void saysAbort() {
        RolloutStore.Saved open = test().rollouts.load(ref()).orElseThrow();
        test().rollouts.save(RolloutMachine.aborted(open.rollout(), clock.instant()), Optional.of(open));
    }

    /** The namespace's quota for something. */
    void quota(String resource, String hard, String used) {
        quotas = List.of(new Preflight.Quota("team", resource, hard, Optional.of(used)));
    }

    /** Whoever runs the commands may not touch that either. */
    void forbids(String resource) {
        forbidden.add(resource);
    }

    /** The nodes of every cluster. */
    void nodes(Supplier<Preflight.Nodes> there) {
        nodes = there;
    }

    static Preflight.Nodes nodes(Preflight.Node... all) {
        return new Preflight.Nodes(List.of(all), List.of(), Optional.empty());
    }

    static Preflight.Node node(String name, String cpu, String memory, String pods) {
        return new Preflight.Node(name, true, false, List.of(), Map.of("cpu", cpu, "memory", memory, "pods", pods));
    }

    There prod() {
        return there("prod-1");
    }

    private There there(String name) {
        return clusters.computeIfAbsent(name, any -> new There());
    }

    World write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next commit, which changes the program. */
    World commit(String full, String program) {
        source.at(full);
        return write("program", program);
    }

    /** The App's file is the usual one with these lines in place of its settings. */
    World app(String... lines) {
        settings = List.of(lines);
        return this;
    }

    Target target(String cluster) {
        String text = "app: shop\nteam: trade\ndockerfile: Dockerfile\n" + String.join("\n", settings) + "\n";
        return Targets.resolve(SpecReader.app("paas.yaml", text), platform, new ClusterName(cluster));
    }

    Place place(String cluster) {
        return Place.of(target(cluster));
    }

    AppRef ref() {
        return target("test-1").ref();
    }

    /** A tool that runs containers is there. */
    World tool(String words) {
        containers = new FakeDockerfileBuilder(Optional.of(words));
        return this;
    }

    Session session() {
        return new Session(clock, clock, this::hear, claim, holder, voucher);
    }

    DeliveryEngine engine() {
        Ports ports = new Ports(
                this::connect,
                () -> {
                    onAskRegistry.run();
                    return registry;
                },
                () -> builder,
                () -> new ImagePlanner(
                        Templates.bundled(),
                        folder.resolve("../stage"),
                        WITHOUT_FILES,
                        new KnownRoots(folder, List.of())),
                () -> contents,
                () -> bill -> bill.toString(),
                () -> containers,
                source,
                (command, where, onLine) -> {
                    commands.add(command);
                    onLine.accept("output of " + command);
                    return exitCode;
                });
        return new DeliveryEngine(ports, session());
    }

    Deploy.Request request(String cluster) {
        return request(cluster, new ImageChoice.FromSource(false));
    }

    Deploy.Request request(String cluster, ImageChoice image) {
        return new Deploy.Request(platform, target(cluster), folder, image, false, true, Optional.empty(), atGate);
    }

    Deploy.Request dryRun() {
        return request(true, true);
    }

    Deploy.Request withoutRollback() {
        return request(false, false);
    }

    private Deploy.Request request(boolean dryRun, boolean rollback) {
        return new Deploy.Request(
                platform,
                target("test-1"),
                folder,
                new ImageChoice.FromSource(false),
                dryRun,
                rollback,
                Optional.empty(),
                atGate);
    }

    Delivery deploy() {
        return engine().deploy().run(request("test-1"));
    }

    BuildImage.Request build() {
        return new BuildImage.Request(
                platform, target("test-1"), folder, new BuildImage.Output.ToRegistry(), false, Optional.empty());
    }

    AuditTrail.Verification verify() {
        return engine().audit().verify(place("test-1"));
    }

    List<String> actions() {
        return engine().audit().list(place("test-1")).stream()
                .map(record -> record.action() + " " + record.verdict())
                .toList();
    }

    private void hear(Event event) {
        events.add(event);
        listener.emit(event);
    }

    <E extends Event> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The releases in the first cluster, newest first. */
    List<ReleaseStore.Entry> entries() {
        return test().releases.list(ref());
    }

    List<String> warnings() {
        return events(Event.Warned.class).stream().map(Event.Warned::code).toList();
    }

    /** A minute later, which lets pods that still come and go settle. */
    void later() {
        clock.advance(Duration.ofMinutes(1));
    }

    Connection connect(ClusterSpec spec) {
        There there = there(spec.name().value());
        return new Connection() {
            @Override
            public Actor.Identity whoAmI() {
                return who;
            }

            @Override
            public Cluster cluster() {
                return there.controlled.<Cluster>map(whole -> whole).orElse(there.cluster);
            }

            @Override
            public RolloutStore rollouts() {
                return there.rollouts;
            }

            @Override
            public ReleaseStore releases() {
                return there.releases;
            }

            @Override
            public ConfigStore configs() {
                return there.configs;
            }

            @Override
            public Lock lock() {
                return there.lock;
            }

            @Override
            public AuditLog audit() {
                return there.audit;
            }

            @Override
            public Sequence sequence() {
                return there.sequence;
            }

            @Override
            public Preflight preflight() {
                return new Willing(quotas, nodes, forbidden);
            }

            @Override
            public void close() {}
        };
    }
}
