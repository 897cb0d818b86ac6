/** The version of this client: tabs with different ones share nothing. */
export const VERSION = "0.1.0";
