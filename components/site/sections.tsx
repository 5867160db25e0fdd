import { Said } from '@/components/ui/said';

export type Section = { title: string; texts: readonly string[] };

/** Text to read, in parts with a heading each. */
export function Sections({ sections }: { sections: readonly Section[] }) {
  return sections.map(({ title, texts }) => (
    <section key={title} className="grid gap-2">
      <h2 className="text-2xl">
        <Said>{title}</Said>
      </h2>
      {texts.map((text) => (
        <p key={text} className="max-w-prose">
          <Said>{text}</Said>
        </p>
      ))}
    </section>
  ));
}
