package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Delivery;
import io.jenkins.plugins.paas.engine.DeliveryEngine;
import io.jenkins.plugins.paas.engine.Session;
import io.jenkins.plugins.paas.engine.Waiting;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.port.EventSink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;

/** An engine for one run of a command. */
final class EngineRun {
    private EngineRun() {}

    /** One that acts for whom the usual variable names. */
    static DeliveryEngine engine(Paas paas, Platform platform, EventSink events) {
        return engine(paas, platform, events, Optional.empty());
    }

    /** One that acts for whom the variable names that was chosen, else the usual one. */
    static DeliveryEngine engine(Paas paas, TargetOptions.Chosen chosen, EventSink events) {
        return engine(paas, chosen.platform(), events, chosen.tokenVariable());
    }

    private static DeliveryEngine engine(
            Paas paas, Platform platform, EventSink events, Optional<String> tokenVariable) {
        Surroundings here = paas.here();
        Session session = new Session(
                here.clock(),
                Waiting.REAL,
                events,
                Claims.of(here),
                holder(here),
                Vouchers.of(here, platform, tokenVariable));
        return new DeliveryEngine(paas.adapters().ports(platform, events), session);
    }

    /** Runs a use case that delivers while the screen shows how it goes, then shows what came of it; the exit code. */
    static int deliver(
            Paas paas,
            TargetOptions.Chosen chosen,
            OutputOptions output,
            boolean dryRun,
            Function<DeliveryEngine, Delivery> useCase) {
        Delivery delivery;
        try (Screen screen = output.screen(paas.here())) {
            delivery = useCase.apply(engine(paas, chosen, screen));
        }
        return new DeliveryReport(paas.here(), output, chosen).show(delivery, dryRun);
    }

    /** What others read when we hold a lock, such as {@code anna@build-7 (process 4711)}. */
    private static String holder(Surroundings here) {
        String user = Claims.of(here)
                .map(claim -> claim.user())
                .filter(name -> !name.isEmpty())
                .orElse("unknown");
        return user + "@" + host(here) + " (process " + ProcessHandle.current().pid() + ")";
    }

    private static String host(Surroundings here) {
        return here.variable("HOSTNAME").orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unknown host";
            }
        });
    }
}
