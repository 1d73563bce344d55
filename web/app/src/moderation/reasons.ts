/** What a thing can be reported for, in the words of who reports. */
export const REASONS = [
  { value: "SEXUAL", name: "Sexual content" },
  { value: "VIOLENCE", name: "Violence or gore" },
  { value: "HATE", name: "Hate against a group of people" },
  { value: "HARASSMENT", name: "It attacks somebody" },
  { value: "SELF_HARM", name: "Self-harm" },
  { value: "DECEPTION", name: "It is meant to deceive" },
  { value: "LIKENESS", name: "It shows a real person" },
  { value: "COPYRIGHT", name: "It copies somebody’s work" },
  { value: "PRIVACY", name: "It tells something private" },
  { value: "SPAM", name: "Spam" },
  { value: "OTHER", name: "Something else" },
] as const;

export type Reason = (typeof REASONS)[number]["value"];

export const reasonName = (reason: Reason): string => REASONS.find(({ value }) => value === reason)?.name ?? reason;
