package io.jenkins.plugins.paas.image;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

/** What a zone's times are called, and the text that says how they go on for ever, such as {@code CET-1CEST,M3.5.0,M10.5.0/3}. */
final class ZoneWords {
    /** Later than every change that is listed singly. */
    private static final Instant LATE = Instant.parse("9999-07-01T00:00:00Z");

    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{3,6}");
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int WEEK = 7;

    private final ZoneRules rules;
    private final String standardName;
    private final String summerName;
    private final ZoneOffset standard;

    ZoneWords(ZoneId zone) {
        this.rules = zone.getRules();
        TimeZone names = TimeZone.getTimeZone(zone);
        this.standardName = names.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH);
        this.summerName = names.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH);
        this.standard = rules.getStandardOffset(LATE);
    }

    /** Letters for the times that hold now, digits for those of former days. */
    String abbreviation(ZoneOffset offset, boolean summer) {
        int beyond = offset.getTotalSeconds() - standard.getTotalSeconds();
        boolean ours = summer ? beyond > 0 && beyond <= HOUR : beyond == 0;
        String name = summer ? summerName : standardName;
        boolean own = !summer || !summerName.equals(standardName);
        return ours && own && LETTERS.matcher(name).matches() ? name : digits(offset);
    }

    private static String digits(ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        int minutes = Math.abs(seconds) / 60;
        String text = String.format(Locale.ROOT, "%s%02d", seconds < 0 ? "-" : "+", minutes / 60);
        return minutes % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", minutes % 60);
    }

    /**
     * How times go on after the last change that is listed.
     *
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html">POSIX, TZ</a>
     */
    String rule() {
        List<ZoneOffsetTransitionRule> yearly = rules.getTransitionRules();
        if (yearly.size() != 2) {
            ZoneOffset offset = rules.getOffset(LATE);
            return name(offset, false) + posix(offset);
        }
        ZoneOffsetTransitionRule begin = summer(yearly.get(0)) ? yearly.get(0) : yearly.get(1);
        ZoneOffsetTransitionRule end = summer(yearly.get(0)) ? yearly.get(1) : yearly.get(0);
        ZoneOffset winter = end.getOffsetAfter();
        ZoneOffset summer = begin.getOffsetAfter();
        boolean usual = summer.getTotalSeconds() - winter.getTotalSeconds() == HOUR;
        return name(winter, false) + posix(winter) + name(summer, true) + (usual ? "" : posix(summer)) + ","
                + day(begin) + "," + day(end);
    }

    private static boolean summer(ZoneOffsetTransitionRule rule) {
        return rule.getOffsetAfter().getTotalSeconds()
                > rule.getStandardOffset().getTotalSeconds();
    }

    private String name(ZoneOffset offset, boolean summer) {
        String text = abbreviation(offset, summer);
        return LETTERS.matcher(text).matches() ? text : "<" + text + ">";
    }

    /** POSIX counts to the west. */
    private static String posix(ZoneOffset offset) {
        return clock(-offset.getTotalSeconds());
    }

    private static String clock(int seconds) {
        int rest = Math.abs(seconds);
        StringBuilder text = new StringBuilder(seconds < 0 ? "-" : "").append(rest / HOUR);
        if (rest % HOUR != 0) {
            text.append(String.format(Locale.ROOT, ":%02d", rest % HOUR / 60));
        }
        if (rest % 60 != 0) {
            text.append(String.format(Locale.ROOT, ":%02d", rest % 60));
        }
        return text.toString();
    }

    /** Month, week and day, with the time on the clocks before the change; days that no week begins with become hours. */
    private static String day(ZoneOffsetTransitionRule rule) {
        int time = wallTime(rule);
        int day = rule.getDayOfMonthIndicator();
        DayOfWeek weekday = rule.getDayOfWeek();
        if (weekday == null) {
            // One day of the year; the 29th of February is no such day, and so not counted.
            int number = LocalDate.of(2001, rule.getMonth(), day).getDayOfYear();
            return at("J" + number, time);
        }
        int week = 5;
        int beyond = 0;
        Month month = rule.getMonth();
        // The last of its kind is written by the day that its week begins with, where that is always the same.
        boolean last = month != Month.FEBRUARY && day == month.maxLength() - WEEK + 1;
        if (day > 0 && !last) {
            week = (day - 1) / WEEK + 1;
            beyond = (day - 1) % WEEK;
        } else if (day < -1) {
            beyond = day + 1;
        }
        int posixDay = Math.floorMod(weekday.getValue() - beyond, WEEK);
        return at("M" + month.getValue() + "." + week + "." + posixDay, time + beyond * DAY);
    }

    private static String at(String day, int time) {
        return time == 2 * HOUR ? day : day + "/" + clock(time);
    }

    private static int wallTime(ZoneOffsetTransitionRule rule) {
        int time = rule.isMidnightEndOfDay() ? DAY : rule.getLocalTime().toSecondOfDay();
        return switch (rule.getTimeDefinition()) {
            case UTC -> time + rule.getOffsetBefore().getTotalSeconds();
            case STANDARD ->
                time
                        - rule.getStandardOffset().getTotalSeconds()
                        + rule.getOffsetBefore().getTotalSeconds();
            case WALL -> time;
        };
    }
}
