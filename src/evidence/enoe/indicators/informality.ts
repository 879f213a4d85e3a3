/** Informal employment and the informal sector. */
import { share, total } from '../measure.ts'
import { define, type Indicator, informality } from './define.ts'

export const informalityIndicators: readonly Indicator[] = [
  define(
    'informal',
    total('{informal}'),
    { es: 'Población ocupada informal', en: 'People in informal employment' },
    {
      es: 'Personas ocupadas sin la protección de la ley laboral y la seguridad social en su trabajo principal, o cuyo negocio es informal: las del sector informal, el trabajo doméstico remunerado y el trabajo subordinado sin seguridad social, el trabajo no remunerado y la agricultura por cuenta propia o de subsistencia.',
      en: 'Employed people whose main job lacks the protection of labour law and social security, or whose business is informal: the informal sector, paid domestic work and subordinate work without social security, unpaid work, and own-account or subsistence agriculture.',
    },
    informality,
  ),
  define(
    'formal',
    total('{formal}'),
    { es: 'Población ocupada formal', en: 'People in formal employment' },
    {
      es: 'Personas ocupadas que no están en la informalidad laboral en su trabajo principal.',
      en: 'Employed people whose main job is not in informal employment.',
    },
    informality,
  ),
  define(
    'til1',
    share('{informal}', '{employed}'),
    { es: 'Tasa de informalidad laboral 1 (TIL1)', en: 'Informal employment rate (TIL1)' },
    {
      es: 'Población ocupada informal entre la población ocupada.',
      en: 'People in informal employment divided by the employed population.',
    },
    informality,
  ),
  define(
    'til2',
    share('{informal nonagricultural}', '{nonagricultural}'),
    {
      es: 'Tasa de informalidad laboral 2 (TIL2)',
      en: 'Informal employment rate outside agriculture (TIL2)',
    },
    {
      es: 'Población ocupada informal no agropecuaria entre la población ocupada no agropecuaria.',
      en: 'People in informal employment outside agriculture divided by the people employed outside agriculture.',
    },
    informality,
  ),
  define(
    'informalsector',
    total('{informalsector}'),
    { es: 'Población ocupada en el sector informal', en: 'People employed in the informal sector' },
    {
      es: 'Personas que trabajan en un negocio no agropecuario que opera con los recursos de un hogar, sin constituirse como empresa y sin registros contables.',
      en: 'People who work in a non-agricultural business run from the resources of a household, not set up as a company and without accounting records.',
    },
    informality,
  ),
  define(
    'tosi1',
    share('{informalsector}', '{employed}'),
    {
      es: 'Tasa de ocupación en el sector informal 1 (TOSI1)',
      en: 'Informal sector employment rate (TOSI1)',
    },
    {
      es: 'Población ocupada en el sector informal entre la población ocupada.',
      en: 'People employed in the informal sector divided by the employed population.',
    },
    informality,
  ),
  define(
    'tosi2',
    share('{informalsector}', '{nonagricultural}'),
    {
      es: 'Tasa de ocupación en el sector informal 2 (TOSI2)',
      en: 'Informal sector employment rate outside agriculture (TOSI2)',
    },
    {
      es: 'Población ocupada en el sector informal entre la población ocupada no agropecuaria.',
      en: 'People employed in the informal sector divided by the people employed outside agriculture.',
    },
    informality,
  ),
  define(
    'domesticwork',
    total('{domesticwork}'),
    { es: 'Trabajo doméstico remunerado', en: 'Paid domestic work' },
    {
      es: 'Personas ocupadas cuya unidad económica es un hogar que paga por trabajo doméstico (TUE2 = 6).',
      en: 'Employed people whose economic unit is a household that pays for domestic work (TUE2 = 6).',
    },
    informality,
  ),
]
