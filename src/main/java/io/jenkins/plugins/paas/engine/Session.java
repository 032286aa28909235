package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import io.jenkins.plugins.paas.port.Voucher;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One run of the program.
 *
 * @param clock the time
 * @param waiting how to wait
 * @param events whom to tell what happens
 * @param claim what the surroundings say of who we are
 * @param holder what others read when we hold a lock: user, host, process
 * @param voucher who confirms for which person we run
 */
public record Session(
        InstantSource clock,
        Waiting waiting,
        EventSink events,
        Optional<Actor.Claim> claim,
        String holder,
        Voucher voucher) {
    /**
     * Who we are.
     *
     * @param confirmed the cluster's answer
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link Voucher#vouch}
     */
    Actor actor(Actor.Identity confirmed) {
        return new Actor(confirmed, voucher.vouch(), claim);
    }

    /**
     * Who we are where somebody goes back, which must never wait for an issuer: a token that cannot be believed now vouches for
     * nobody, and keeps nobody from it.
     *
     * @param confirmed the cluster's answer
     */
    Actor goingBack(Actor.Identity confirmed) {
        try {
            return actor(confirmed);
        } catch (PaasException e) {
            if (!e.code().startsWith("E_ID_TOKEN") && !e.code().startsWith("E_ISSUER_")) {
                throw e;
            }
            events.emit(new Event.Warned(
                    "W_NOT_VOUCHED",
                    e.problems().get(0).what() + "; going back does not wait for that, and is recorded as done by "
                            + confirmed.user()));
            return onlooker(confirmed);
        }
    }

    /**
     * Who we are where we only look: nothing of it is recorded, so no token needs to be checked for it.
     *
     * @param confirmed the cluster's answer
     */
    Actor onlooker(Actor.Identity confirmed) {
        return new Actor(confirmed, claim);
    }

    /** Nobody is to rely on what his platform file asks for and nobody does. */
    void warnOfWhatIsNotYet(Platform platform) {
        platform.notYet().forEach(sentence -> events.emit(new Event.Warned("W_NOT_YET", sentence)));
    }
}
