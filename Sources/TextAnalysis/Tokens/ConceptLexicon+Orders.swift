extension ConceptLexicon {
    /// Orders and parcels, asking and waiting, and the other things that people write about.
    static let orders = """
        buy purchase bought order ordered purchasing
            kaufen gekauft kauf bestellen bestellung bestellt einkauf
            acheter achat acheté commander commande commandé
            comprar compra comprado pedido pedir compré pedí
        sell sold selling
            verkaufen verkauft verkauf
            vendre vendu vente
            vender vendido venta
        send sent sending ship dispatch post mailed shipping deliver delivery delivered
            senden gesendet schicken geschickt versand versenden liefern lieferung geliefert zustellung
            envoyer envoyé expédier expédition livrer livraison livré
            enviar envío enviado entregar entrega entregado mandar
        receive received get got arrive arrived came
            erhalten bekommen angekommen kommt_an empfangen ankommen
            recevoir reçu arrive arrivé
            recibir recibido llega llegado llegar llegó
        missing not_received hasn't_arrived not_arrived never_came didn't_get haven't_received lost gone disappeared
            fehlt verschwunden verloren nicht_angekommen weg fehlen
            manque perdu disparu manquant
            falta perdido desaparecido extraviado perdí
        late delayed overdue waiting still pending
            verspätet spät verzögerung warte überfällig ausstehend
            retard tard attends attente
            tarde retraso demora espero pendiente esperando
        parcel package shipment goods item product
            paket sendung ware artikel produkt päckchen
            colis paquet article produit marchandise
            paquete artículo producto mercancía
        track tracking where_is status whereabouts
            sendungsverfolgung verfolgen status wo_ist stand
            suivi suivre statut état où_est
            seguimiento rastrear estado dónde_está
        return send_back returning
            rücksendung zurücksenden retoure zurückschicken
            retour retourner renvoyer
            devolución devolver
        exchange swap different_size replacement
            umtausch umtauschen tauschen ersatz
            échanger échange remplacement
            cambiar_por cambio reemplazo
        damaged broken cracked smashed scratched faulty
            beschädigt kaputt zerbrochen defekt
            endommagé cassé abîmé défectueux
            dañado roto defectuoso
        wrong incorrect mistaken mistake different
            falsch falsche falschen irrtum
            mauvais incorrect faux erroné
            incorrecto equivocado erróneo mal
        twice double duplicate two_times again
            doppelt zweimal doppelte zweifach
            deux_fois double doublon
            dos_veces doble duplicado
        how_long duration when time days weeks
            wie_lange dauer wann tage wochen
            combien_de délai quand jours
            cuánto_tiempo plazo cuándo días
        hours opening open_hours business_hours
            öffnungszeiten geöffnet
            horaires ouverture
            horario horarios
        contact reach speak talk call phone_call hotline
            kontakt erreichen anrufen telefonisch sprechen hotline
            contacter joindre appeler parler
            contactar llamar hablar
        human person agent representative someone operator
            mensch mitarbeiter person berater
            humain personne conseiller agent
            persona agente humano asesor
        complaint complain dissatisfied unhappy angry disappointed terrible awful unacceptable
            beschwerde beschweren unzufrieden enttäuscht ärgerlich unverschämt
            plainte réclamation mécontent déçu inadmissible
            queja reclamación quejarme descontento decepcionado
        help assist assistance guide explain instructions manual tutorial
            hilfe helfen anleitung erklären
            aide aider expliquer guide
            ayuda ayudar explicar guía
        want need would_like require looking_for wish_to
            möchte brauche will benötige würde_gern
            veux voudrais souhaite besoin
            quiero necesito quisiera deseo
        cannot can't unable not_able couldn't impossible won't
            kann_nicht unmöglich geht_nicht
            impossible peux_pas arrive_pas pouvoir
            no_puedo imposible
        why reason how_come
            warum weshalb grund wieso
            pourquoi raison
            por_qué razón motivo
        weather forecast temperature rain
            wetter temperatur regen
            météo température pluie
            clima temperatura lluvia pronóstico
        alarm timer wake wake_up
            wecker alarm timer
            alarme réveil minuteur
            alarma despertador temporizador
        travel trip flight plane hotel vacation holiday booking reserve reservation
            reise flug hotel urlaub buchung
            voyage vol hôtel vacances réservation
            viaje vuelo hotel vacaciones reserva
        car vehicle drive gas tire tyre
            auto fahrzeug fahren
            voiture véhicule conduire
            coche carro conducir
        food eat meal recipe restaurant cook dish
            essen rezept restaurant kochen
            nourriture repas recette restaurant
            comida receta restaurante cocinar
        """
}
