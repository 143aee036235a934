package dev.credence.verification.circuit;

import dev.credence.proof.field.Extension;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.multilinear.PrefixIndicator;

/// The cells of a requantising operation's output as channels × positions: cell (o, p) is number o·positions + p, and its variables are
/// those of o, then those of p.
///
/// Channels and positions are padded to powers of two one by one, so that a channel's variables stand alone.
public record Grid(int channels, int positions) {
    public Grid {
        if (channels < 1 || positions < 1) {
            throw new IllegalArgumentException("channels and positions expected, found " + channels + " and " + positions);
        }
    }

    /// All cells in one row.
    public static Grid line(int cells) {
        return new Grid(1, cells);
    }

    public int cells() {
        return channels * positions;
    }

    public int channelVariables() {
        return Logarithm.ceil(channels);
    }

    public int positionVariables() {
        return Logarithm.ceil(positions);
    }

    public int variables() {
        return channelVariables() + positionVariables();
    }

    /// The extension of the table eq(τ, ·)·[real cell] at `point`, in closed form.
    public Extension indicator(Point tau, Point point) {
        return PrefixIndicator.at(channels, tau.first(channelVariables()), point.first(channelVariables()))
                .times(PrefixIndicator.at(positions, tau.last(positionVariables()), point.last(positionVariables())));
    }
}
