/** The steps of an order, in order: what the server calls them, their names on the board, and words for people. */
export const STEPS = [
  { step: "PLACED", count: "placed", words: "Placed" },
  { step: "PACKED", count: "packed", words: "Packed" },
  { step: "ON_THE_WAY", count: "onTheWay", words: "On the way" },
  { step: "AT_THE_DOOR", count: "atTheDoor", words: "At the door" },
];
