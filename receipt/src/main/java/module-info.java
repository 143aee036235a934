/// Floor 1: what a receipt says and how it is written down. Has no behaviour but encoding.
module dev.credence.receipt {
    requires transitive dev.credence.foundation;
}
