package io.jenkins.plugins.paas.model;

/** How far one name is from another, to tell what somebody may have meant. */
public final class EditDistance {
    private EditDistance() {}

    /**
     * Letters to insert, remove or replace, and neighbours to swap, that turn one text into the other (the optimal string
     * alignment distance); 0 for equal texts. Upper and lower case differ. The time grows with the product of both lengths.
     */
    public static int between(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int replaced = cost[i - 1][j - 1] + (same ? 0 : 1);
        int edited = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(edited, cost[i - 2][j - 2] + 1) : edited;
    }
}
