// How a picture was made, each fact ready to be copied.
import { Copy } from "lucide-react";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { copy } from "../parts/copy.ts";
import style from "./facts.module.css";

export const FACTS = graphql(`
  fragment Facts on Image {
    id
    sha256
    seconds
    params {
      width
      height
      steps
      seed
      model
    }
    energy {
      wattHours
      low
      high
      method
    }
    provenance {
      signed
      digitalSourceType
      model
      modelVersion
    }
  }
`);

interface Fact {
  name: string;
  value: string;
  /** What is copied, where it is not what is shown. */
  whole?: string;
}

export function Facts({ image }: { image: FragmentOf<typeof FACTS> }) {
  return (
    <dl className={style.facts}>
      {factsOf(image).map(({ name, value, whole = value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <button
              type="button"
              aria-label={`Copy ${name.toLowerCase()}: ${value}`}
              onClick={() => void copy(whole, name)}
            >
              <span>{value}</span>
              <Copy size={14} aria-hidden="true" />
            </button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const figure = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 2 });

function factsOf(image: FragmentOf<typeof FACTS>): Fact[] {
  const { sha256, seconds, params, energy, provenance } = readFragment(FACTS, image);
  const source = provenance.digitalSourceType.split("/").at(-1) ?? "";
  return [
    { name: "Seed", value: params.seed },
    { name: "Size", value: `${params.width} × ${params.height}` },
    { name: "Steps", value: String(params.steps) },
    { name: "Model", value: `${provenance.model} ${provenance.modelVersion}` },
    ...(seconds === null ? [] : [{ name: "Time", value: `${figure(seconds)} s` }]),
    {
      name: "Energy",
      value: `about ${figure(energy.wattHours)} Wh (${figure(energy.low)} to ${figure(energy.high)}), ${energy.method}`,
    },
    { name: "Origin", value: `procedural, ${source}`, whole: provenance.digitalSourceType },
    { name: "Hash", value: `${sha256.slice(0, 16)}…`, whole: sha256 },
  ];
}
